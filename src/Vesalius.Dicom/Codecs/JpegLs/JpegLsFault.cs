namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>Errors of JPEG-LS frames.</summary>
internal static class JpegLsFault
{
    public const string Codec = "JPEG-LS";

    public static FrameDecodingException At(long position, string problem) => new(Codec, problem, position);
}
