using Vesalius.Dicom.Codecs;

namespace Vesalius.Dicom.Tests.Codecs;

/// <summary>Samples of frames as numbers.</summary>
internal static class Samples
{
    public static int At(ReadOnlySpan<byte> pixels, int index, FrameFormat format) => (format.BytesPerSample, format.IsSigned) switch
    {
        (1, false) => pixels[index],
        (1, true) => (sbyte)pixels[index],
        (2, false) => BitConverter.ToUInt16(pixels[(2 * index)..]),
        (2, true) => BitConverter.ToInt16(pixels[(2 * index)..]),
        _ => BitConverter.ToInt32(pixels[(4 * index)..]),
    };

    /// <summary>The largest difference of two frames.</summary>
    public static int LargestDifference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, FrameFormat format)
    {
        int largest = 0;
        for (int i = 0; i < a.Length / format.BytesPerSample; i++)
        {
            largest = Math.Max(largest, Math.Abs(At(a, i, format) - At(b, i, format)));
        }

        return largest;
    }

    public static byte[] Decode(string transferSyntax, ReadOnlySpan<byte> frame, FrameFormat format)
    {
        // What the decoder leaves out would show.
        byte[] pixels = new byte[format.ByteCount];
        Array.Fill(pixels, (byte)0xA5);
        FrameDecoders.Default.Find(transferSyntax)!.Decode(frame, format, pixels);
        return pixels;
    }
}
