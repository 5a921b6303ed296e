using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Dicom.Codecs.Rle;

/// <summary>
/// RLE lossless frames (PS3.5 annex G): a header of sixteen numbers, then one PackBits segment for each byte of a sample, the most
/// significant byte of the first sample first.
/// </summary>
public sealed class RleFrameDecoder : IFrameDecoder
{
    internal const string Codec = "RLE";
    internal const int HeaderBytes = 64;
    internal const int MostSegments = 15;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> TransferSyntaxes { get; } = ["1.2.840.10008.1.2.5"];

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> frame, FrameFormat format, Span<byte> pixels)
    {
        FrameCheck.Size(Codec, format, pixels);
        int segments = format.SamplesPerPixel * format.BytesPerSample;
        ExpectHeader(frame, segments);
        int count = format.Rows * format.Columns;
        if (segments == 1)
        {
            Unpack(frame, Segment(frame, 0, 1), pixels);
        }
        else
        {
            byte[] planes = ArrayPool<byte>.Shared.Rent(2 * count);
            try
            {
                Interleave(frame, segments, format.BytesPerSample, pixels, planes);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(planes);
            }
        }

        FrameCheck.ExtendSign(format, format.BitsStored, pixels);
    }

    private static void ExpectHeader(ReadOnlySpan<byte> frame, int segments)
    {
        if (frame.Length < HeaderBytes)
        {
            throw new FrameDecodingException(Codec, $"the header has {HeaderBytes} bytes, but the frame only {frame.Length}. It "
                + "was cut short.", frame.Length);
        }

        uint found = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (found != segments || segments > MostSegments)
        {
            throw new FrameDecodingException(
                Codec, $"each byte of a pixel has a segment of its own, here {segments} of at most {MostSegments}, but the "
                    + $"header says {found}.", 0);
        }
    }

    /// <summary>Where a segment begins and ends; the last one ends with the frame.</summary>
    private static (int Start, int End) Segment(ReadOnlySpan<byte> frame, int index, int segments)
    {
        long start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + 4 * index)..]);
        long end = index + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(8 + 4 * index)..]) : frame.Length;
        return start >= HeaderBytes && start < end && end <= frame.Length
            ? ((int)start, (int)end)
            : throw new FrameDecodingException(
                Codec, $"segment {index + 1} of {segments} lies at bytes {start} to {end}, outside the frame of {frame.Length} "
                    + "bytes.", 4 + 4 * index);
    }

    /// <summary>Samples of one byte are put side by side one plane at a time, wider ones two planes at a time.</summary>
    private static void Interleave(ReadOnlySpan<byte> frame, int segments, int sampleBytes, Span<byte> pixels, byte[] planes)
    {
        int count = pixels.Length / segments;
        Span<byte> high = planes.AsSpan(0, count), low = planes.AsSpan(count, count);
        for (int segment = 0; segment < segments; segment++)
        {
            Unpack(frame, Segment(frame, segment, segments), high);
            int sample = segment / sampleBytes, significance = sampleBytes - 1 - segment % sampleBytes;
            if (segments == 2 && sampleBytes == 2)
            {
                Unpack(frame, Segment(frame, 1, 2), low);
                Zip(low, high, pixels);
                return;
            }

            Scatter(high, pixels, sample * sampleBytes + significance, segments);
        }
    }

    private static void Scatter(ReadOnlySpan<byte> plane, Span<byte> pixels, int first, int step)
    {
        for (int i = 0, at = first; i < plane.Length; i++, at += step)
        {
            pixels[at] = plane[i];
        }
    }

    /// <summary>Little-endian numbers of 16 bits from their lower and upper bytes.</summary>
    private static void Zip(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high, Span<byte> pixels)
    {
        int i = 0;
        ref byte target = ref MemoryMarshal.GetReference(pixels);
        for (; i <= low.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> lowLeft, Vector128<ushort> lowRight) = Vector128.Widen(Vector128.Create(low[i..]));
            (Vector128<ushort> highLeft, Vector128<ushort> highRight) = Vector128.Widen(Vector128.Create(high[i..]));
            (lowLeft | (highLeft << 8)).AsByte().StoreUnsafe(ref Unsafe.Add(ref target, 2 * i));
            (lowRight | (highRight << 8)).AsByte().StoreUnsafe(ref Unsafe.Add(ref target, 2 * i + 16));
        }

        for (; i < low.Length; i++)
        {
            pixels[2 * i] = low[i];
            pixels[2 * i + 1] = high[i];
        }
    }

    /// <summary>Fills a plane with one PackBits segment. What a segment has beyond the plane is its padding.</summary>
    private static void Unpack(ReadOnlySpan<byte> frame, (int Start, int End) segment, Span<byte> plane)
    {
        int filled = 0, at = segment.Start;
        while (filled < plane.Length)
        {
            if (at + 1 >= segment.End)
            {
                throw new FrameDecodingException(
                    Codec, $"a segment of {plane.Length:N0} bytes was expected, but it ends after {filled:N0}. It was cut short.", at);
            }

            int control = (sbyte)frame[at++];
            if (control >= 0)
            {
                int length = Math.Min(control + 1, plane.Length - filled);
                if (length > segment.End - at)
                {
                    throw new FrameDecodingException(Codec, $"{length} bytes as they are were announced; {segment.End - at} came.", at);
                }

                frame.Slice(at, length).CopyTo(plane[filled..]);
                filled += length;
                at += control + 1;
            }
            else if (control != sbyte.MinValue)
            {
                int length = Math.Min(1 - control, plane.Length - filled);
                plane.Slice(filled, length).Fill(frame[at++]);
                filled += length;
            }
        }
    }
}
