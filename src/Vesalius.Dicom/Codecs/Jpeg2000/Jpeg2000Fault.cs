namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Errors of JPEG 2000 frames.</summary>
internal static class Jpeg2000Fault
{
    public const string Codec = "JPEG 2000";

    public static FrameDecodingException At(long position, string problem) => new(Codec, problem, position);
}
