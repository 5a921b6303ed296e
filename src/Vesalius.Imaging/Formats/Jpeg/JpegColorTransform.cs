namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>What a JPEG code stream says of its own colours.</summary>
public enum JpegColorTransform
{
    /// <summary>Nothing: neither an Adobe nor a JFIF marker is there.</summary>
    Unsaid,

    /// <summary>Components are stored as they are (Adobe transform 0).</summary>
    None,

    /// <summary>Red, green and blue were turned into luminance and two colour differences (Adobe transform 1, or JFIF).</summary>
    YCbCr,
}
