using System.Runtime.InteropServices;
using Vesalius.Dicom.Codecs;

namespace Vesalius.Dicom.Pixels;

/// <summary>Brings the samples of colours side by side.</summary>
internal static class ColourLayout
{
    /// <summary>From plane by plane to pixel by pixel.</summary>
    public static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels, FrameFormat format)
    {
        switch (format.BytesPerSample)
        {
            case 1: Interleave<byte>(planes, pixels, format.SamplesPerPixel); break;
            case 2: Interleave<ushort>(planes, pixels, format.SamplesPerPixel); break;
            case 4: Interleave<uint>(planes, pixels, format.SamplesPerPixel); break;
            default: Interleave<ulong>(planes, pixels, format.SamplesPerPixel); break;
        }
    }

    /// <summary>
    /// Luminances Y1 Y2 and one pair of differences CB CR for two pixels of a row, to three samples for each pixel (PS3.3 C.7.6.3.1.2).
    /// </summary>
    public static void Expand422(ReadOnlySpan<byte> pairs, Span<byte> pixels, int columns)
    {
        if (columns % 2 == 1)
        {
            throw new FrameDecodingException("YBR_FULL_422", $"rows have an even number of pixels; {columns} came.", 0);
        }

        for (int from = 0, to = 0; from + 4 <= pairs.Length; from += 4, to += 6)
        {
            (pixels[to], pixels[to + 3]) = (pairs[from], pairs[from + 1]);
            (pixels[to + 1], pixels[to + 4]) = (pairs[from + 2], pairs[from + 2]);
            (pixels[to + 2], pixels[to + 5]) = (pairs[from + 3], pairs[from + 3]);
        }
    }

    /// <summary>From luminance and colour differences (YBR_FULL) to red, green and blue, in place.</summary>
    public static void ToRgbInPlace(Span<byte> pixels)
    {
        for (int i = 0; i + 3 <= pixels.Length; i += 3)
        {
            double y = pixels[i], blue = pixels[i + 1] - 128.0, red = pixels[i + 2] - 128.0;
            pixels[i] = ToByte(y + 1.402 * red);
            pixels[i + 1] = ToByte(y - 0.344136 * blue - 0.714136 * red);
            pixels[i + 2] = ToByte(y + 1.772 * blue);
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static void Interleave<T>(ReadOnlySpan<byte> planes, Span<byte> pixels, int samples)
        where T : unmanaged
    {
        ReadOnlySpan<T> from = MemoryMarshal.Cast<byte, T>(planes);
        Span<T> to = MemoryMarshal.Cast<byte, T>(pixels);
        int count = to.Length / samples;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<T> plane = from.Slice(sample * count, count);
            for (int pixel = 0; pixel < count; pixel++)
            {
                to[pixel * samples + sample] = plane[pixel];
            }
        }
    }
}
