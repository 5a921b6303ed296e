using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs;

/// <summary>What every frame decoder checks before it begins, and how signs are restored after.</summary>
internal static class FrameCheck
{
    /// <summary>The caller's buffer has the size of the frame.</summary>
    public static void Size(string codec, FrameFormat format, ReadOnlySpan<byte> pixels)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (pixels.Length != format.ByteCount)
        {
            throw new ArgumentException($"A frame of {format.ByteCount:N0} bytes was expected; there is room for "
                + $"{pixels.Length:N0}.", nameof(pixels));
        }

        if (format.BitsAllocated is not (8 or 16 or 32))
        {
            throw new FrameDecodingException(codec, $"samples have 8, 16 or 32 bits; the data set allocates {format.BitsAllocated}.", 0);
        }
    }

    /// <summary>Pixels that are to be encoded have the size of the frame.</summary>
    public static void Encodable(FrameFormat format, ReadOnlySpan<byte> pixels)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (pixels.Length != format.ByteCount || pixels.IsEmpty || format.BitsAllocated is not (8 or 16 or 32))
        {
            throw new ArgumentException(
                $"A frame of {format.ByteCount:N0} bytes with samples of 8, 16 or 32 bits was expected; {pixels.Length:N0} "
                    + $"bytes of {format.BitsAllocated} bits came.",
                nameof(pixels));
        }
    }

    /// <summary>The code stream's picture is the one the data set announces, and its samples fit into the allocated bits.</summary>
    /// <param name="codec">The code's name.</param>
    /// <param name="format">What the data set says.</param>
    /// <param name="stream">What the code stream says.</param>
    /// <param name="at">The byte where it says so.</param>
    public static void SameShape(string codec, FrameFormat format, (int Columns, int Rows, int Samples, int Bits) stream, int at)
    {
        if (stream.Columns != format.Columns || stream.Rows != format.Rows || stream.Samples != format.SamplesPerPixel)
        {
            throw new FrameDecodingException(
                codec,
                $"the data set says {format.Columns} × {format.Rows} pixels of {format.SamplesPerPixel} sample(s), "
                + $"the code stream {stream.Columns} × {stream.Rows} of {stream.Samples}.",
                at);
        }

        if (stream.Bits > format.BitsAllocated)
        {
            throw new FrameDecodingException(
                codec, $"samples of {stream.Bits} bits do not fit into the {format.BitsAllocated} bits that the data set allocates.", at);
        }
    }

    /// <summary>
    /// Extends the sign of samples that a code without signs carried: bit <paramref name="bits"/> − 1 becomes the sign of the whole sample.
    /// </summary>
    public static void ExtendSign(FrameFormat format, int bits, Span<byte> pixels)
    {
        if (!format.IsSigned || bits >= format.BitsAllocated)
        {
            return;
        }

        if (format.BitsAllocated == 8)
        {
            foreach (ref byte pixel in pixels)
            {
                pixel = (byte)((sbyte)(pixel << (8 - bits)) >> (8 - bits));
            }
        }
        else if (format.BitsAllocated == 16)
        {
            for (int i = 0; i < pixels.Length; i += 2)
            {
                short value = (short)(BinaryPrimitives.ReadInt16LittleEndian(pixels[i..]) << (16 - bits));
                BinaryPrimitives.WriteInt16LittleEndian(pixels[i..], (short)(value >> (16 - bits)));
            }
        }
        else
        {
            for (int i = 0; i < pixels.Length; i += 4)
            {
                int value = BinaryPrimitives.ReadInt32LittleEndian(pixels[i..]) << (32 - bits);
                BinaryPrimitives.WriteInt32LittleEndian(pixels[i..], value >> (32 - bits));
            }
        }
    }
}
