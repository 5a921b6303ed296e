using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs;

/// <summary>Moves one component's samples between a row of whole numbers and a row of pixels.</summary>
internal static class SampleRow
{
    /// <summary>Writes samples into every pixel of a row; of each sample the lower bits that fit are written.</summary>
    /// <param name="samples">One sample per pixel.</param>
    /// <param name="pixels">The row of pixels.</param>
    /// <param name="component">Which sample of a pixel they are.</param>
    /// <param name="format">How pixels lie.</param>
    public static void Store(ReadOnlySpan<int> samples, Span<byte> pixels, int component, FrameFormat format)
    {
        int bytes = format.BytesPerSample, step = bytes * format.SamplesPerPixel;
        if (step == bytes && StoreAll(samples, pixels, bytes))
        {
            return;
        }

        for (int i = 0, at = component * bytes; i < samples.Length; i++, at += step)
        {
            Span<byte> sample = pixels.Slice(at, bytes);
            sample[0] = (byte)samples[i];
            for (int b = 1; b < bytes; b++)
            {
                sample[b] = (byte)(samples[i] >> (8 * b));
            }
        }
    }

    /// <summary>Reads samples of a row of pixels as numbers without sign.</summary>
    /// <param name="pixels">The row of pixels.</param>
    /// <param name="component">Which sample of a pixel.</param>
    /// <param name="format">How pixels lie: 8 or 16 bits, of which <see cref="FrameFormat.BitsStored"/> count.</param>
    /// <param name="samples">Takes one sample per pixel.</param>
    public static void Load(ReadOnlySpan<byte> pixels, int component, FrameFormat format, Span<int> samples)
    {
        int bytes = format.BytesPerSample, step = bytes * format.SamplesPerPixel, mask = (1 << format.BitsStored) - 1;
        for (int i = 0, at = component * bytes; i < samples.Length; i++, at += step)
        {
            samples[i] = mask & (bytes == 1 ? pixels[at] : BinaryPrimitives.ReadUInt16LittleEndian(pixels[at..]));
        }
    }

    private static bool StoreAll(ReadOnlySpan<int> samples, Span<byte> pixels, int bytes)
    {
        if (bytes == 1)
        {
            TensorPrimitives.ConvertTruncating(samples, pixels);
            return true;
        }

        if (bytes == 2 && BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertTruncating(samples, MemoryMarshal.Cast<byte, ushort>(pixels));
            return true;
        }

        return false;
    }
}
