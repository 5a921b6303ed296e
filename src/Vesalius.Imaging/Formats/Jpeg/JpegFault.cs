namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Errors of a JPEG code stream that has no file name of its own.</summary>
internal static class JpegFault
{
    public static VolumeFormatException At(long position, string problem) => new(JpegFormat.FormatName, problem, null, position);
}
