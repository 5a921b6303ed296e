namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Errors of a JPEG code stream that has no file name of its own.</summary>
internal static class JpegFault
{
    public static VolumeFormatException At(long position, string problem) => new(JpegFormat.FormatName, problem, null, position);

    /// <summary>Pictures of several frames are hierarchical ones; which of two sizes counts must never be a question.</summary>
    public static VolumeFormatException SecondFrame(long position) => At(position, "one frame header (SOF) was expected; a second one came.");
}
