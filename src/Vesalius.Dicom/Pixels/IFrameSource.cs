namespace Vesalius.Dicom.Pixels;

/// <summary>Where frames come from. Safe for several readers at once.</summary>
internal interface IFrameSource
{
    /// <summary>Fills the target with the samples of a frame.</summary>
    void Read(int frame, Span<byte> target);
}
