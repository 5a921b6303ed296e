using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Puts one component's samples of a row into the pixels.</summary>
internal static class SampleRow
{
    /// <summary>Every <paramref name="step"/>th sample becomes one sample of a pixel.</summary>
    /// <param name="samples">The samples, the first one first.</param>
    /// <param name="step">How far apart they lie.</param>
    /// <param name="target">The row of pixels, from the first sample to write on.</param>
    /// <param name="pixel">Samples of a pixel, and bytes of a sample.</param>
    public static void Store(ReadOnlySpan<ushort> samples, int step, Span<byte> target, (int Samples, int Bytes) pixel)
    {
        if (pixel.Samples == 1 && step == 1)
        {
            StoreAll(samples, target, pixel.Bytes);
            return;
        }

        for (int i = 0, at = 0; i < samples.Length && at < target.Length; i += step, at += pixel.Samples * pixel.Bytes)
        {
            if (pixel.Bytes == 1)
            {
                target[at] = (byte)samples[i];
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(target[at..], samples[i]);
            }
        }
    }

    private static void StoreAll(ReadOnlySpan<ushort> samples, Span<byte> target, int bytes)
    {
        if (bytes == 1)
        {
            TensorPrimitives.ConvertTruncating(samples, target);
        }
        else if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(target);
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(samples, MemoryMarshal.Cast<byte, ushort>(target));
        }
    }
}
