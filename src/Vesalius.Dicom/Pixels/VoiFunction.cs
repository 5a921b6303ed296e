namespace Vesalius.Dicom.Pixels;

/// <summary>How a window maps values to grey (PS3.3 C.11.2.1).</summary>
public enum VoiFunction
{
    /// <summary>A ramp, half a value narrower than the window on either side.</summary>
    Linear,

    /// <summary>A ramp exactly as wide as the window.</summary>
    LinearExact,

    /// <summary>A smooth S.</summary>
    Sigmoid,
}
