using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Serialization;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Dicom.Pixels;

/// <summary>
/// Frames of uncompressed samples (PS3.5 section 8.1.1): they go from the file to where they are wanted, and are put right there.
/// </summary>
internal sealed class NativeFrames : IFrameSource
{
    private readonly FrameFormat format;
    private readonly DeferredBytes value;
    private readonly SampleBits bits;
    private readonly bool isBigEndian;
    private readonly bool isWordSwapped;

    public NativeFrames(DicomFile file, DicomElement element, FrameFormat format, int frames)
    {
        this.format = format;
        value = element.Deferred ?? new DeferredBytes(new MemoryBytes(element.Bytes), 0, element.Length, 1);
        bits = SampleBits.Of(file.Dataset, format);
        isBigEndian = element.Deferred is not null && file.TransferSyntax == TransferSyntax.ExplicitBigEndian;
        isWordSwapped = isBigEndian && format.BitsAllocated <= 8 && element.Representation == ValueRepresentation.OW;
        long needed = (StoredFrameBits * frames + 7) / 8;
        if (needed > value.Length)
        {
            throw new VolumeFormatException(
                "DICOM",
                $"{frames} frame(s) of {format.Columns}×{format.Rows} pixels, {format.SamplesPerPixel} sample(s) of {format.BitsAllocated} bits, need {needed:N0} bytes; the file has {value.Length:N0}. It is damaged, or its description is wrong.",
                file.Path,
                value.Position);
        }
    }

    /// <summary>Whether blue and red differences are stored for every second pixel only.</summary>
    private bool IsSubsampled =>
        format is { SamplesPerPixel: 3, BitsAllocated: 8, PhotometricInterpretation: "YBR_FULL_422" or "YBR_PARTIAL_422" };

    private long StoredFrameBits => (long)format.Rows * format.Columns * format.BitsAllocated * (IsSubsampled ? 2 : format.SamplesPerPixel);

    public void Read(int frame, Span<byte> target)
    {
        if (format.BitsAllocated == 1)
        {
            ReadBits(frame, target);
        }
        else if (IsSubsampled)
        {
            ColourLayout.Expand422(Stored(frame), target, format.Columns);
        }
        else if (format.Planar)
        {
            ColourLayout.Interleave(Stored(frame), target, format);
        }
        else
        {
            ReadInto(frame, target);
        }

        bits.PutRightInPlace(target);
    }

    public long Locate(int frame, long offset) => value.Position + StoredFrameBits * frame / 8 + Math.Min(offset, StoredFrameBits / 8);

    private byte[] Stored(int frame)
    {
        byte[] stored = new byte[checked((int)(StoredFrameBits / 8))];
        ReadInto(frame, stored);
        return stored;
    }

    private void ReadInto(int frame, Span<byte> target)
    {
        long position = value.Position + StoredFrameBits / 8 * frame;
        if (isWordSwapped)
        {
            ReadSwapped(position, target);
            return;
        }

        value.Source.Read(position, target);
        if (isBigEndian)
        {
            ByteOrder.ReverseInPlace(target, format.BytesPerSample);
        }
    }

    /// <summary>Bytes that were written two by two as big-endian words stand in the wrong order.</summary>
    private void ReadSwapped(long position, Span<byte> target)
    {
        long from = position - (position - value.Position) % 2, to = position + target.Length;
        to += Math.Min((to - value.Position) % 2, value.Position + value.Length - to);
        byte[] words = new byte[to - from];
        value.Source.Read(from, words);
        ByteOrder.ReverseInPlace(words, 2);
        words.AsSpan((int)(position - from), target.Length).CopyTo(target);
    }

    /// <summary>One-bit pixels follow each other without a gap, the lowest bit of a byte first, over the borders of frames too.</summary>
    private void ReadBits(int frame, Span<byte> target)
    {
        long firstBit = StoredFrameBits * frame;
        byte[] packed = new byte[(firstBit + target.Length + 7) / 8 - firstBit / 8];
        long position = value.Position + firstBit / 8;
        if (isWordSwapped)
        {
            ReadSwapped(position, packed);
        }
        else
        {
            value.Source.Read(position, packed);
        }

        int shift = (int)(firstBit % 8);
        for (int i = 0; i < target.Length; i++)
        {
            int bit = i + shift;
            target[i] = (byte)(packed[bit >> 3] >> (bit & 7) & 1);
        }
    }
}
