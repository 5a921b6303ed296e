using CsCheck;
using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.JpegLs;
using Vesalius.Dicom.Codecs.Rle;

namespace Vesalius.Dicom.Tests.Codecs;

public sealed class EncoderTests
{
    private static readonly Gen<(FrameFormat Format, byte[] Pixels)> Frames =
        from rows in Gen.Int[1, 24]
        from columns in Gen.Int[1, 300]
        from samples in Gen.Int[1, 4]
        from bytes in Gen.Int[1, 2]
        from stored in Gen.Int[bytes == 1 ? 1 : 9, 8 * bytes]
        from isSigned in Gen.Bool
        from levels in Gen.Int[1, 1 << stored]
        from seed in Gen.Int[0, int.MaxValue]
        select Frame(new FrameFormat
        {
            Rows = rows, Columns = columns, SamplesPerPixel = samples, BitsAllocated = 8 * bytes, BitsStored = stored, IsSigned = isSigned,
        }, levels, seed);

    [Fact]
    public void What_is_encoded_as_RLE_is_decoded_as_it_was() => ExpectReturn(new RleFrameEncoder());

    [Fact]
    public void What_is_encoded_as_JPEG_LS_is_decoded_as_it_was() => ExpectReturn(new JpegLsFrameEncoder());

    [Fact]
    public void The_example_of_the_JPEG_LS_standard_is_encoded_as_the_standard_has_it()
    {
        // ISO/IEC 14495-1, annex H.3.
        byte[] pixels = [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145];
        var format = new FrameFormat { Rows = 4, Columns = 4, BitsAllocated = 8, BitsStored = 8 };
        byte[] frame = new JpegLsFrameEncoder().Encode(pixels, format);
        string expected = "FFD8FFF7000B080004000401011100FFDA0008010100000000"
            + "C000006C80208E01C00000574000006EE6000001BC18000005D800009160FFD9";
        Assert.StartsWith(expected, Convert.ToHexString(frame), StringComparison.Ordinal);
        Assert.Equal(pixels, Samples.Decode("1.2.840.10008.1.2.4.80", frame, format));
    }

    [Fact]
    public void Restart_markers_of_JPEG_LS_begin_anew()
    {
        // Two halves that are alike: what was learned in the first one would code the second one otherwise.
        const int Columns = 20, Rows = 3;
        int[] half = [.. Enumerable.Range(0, Columns * Rows).Select(i => i * i / 7 % 200)];
        byte[] Coded()
        {
            var bytes = new List<byte>();
            var bits = new JpegLsBitWriter(bytes);
            var encoder = new JpegLsScanEncoder(new JpegLsModel(JpegLsParameters.Default(255, 0)), Columns, bits);
            var line = new JpegLsLine(Columns);
            for (int y = 0; y < Rows; y++, line.Advance())
            {
                half.AsSpan(y * Columns, Columns).CopyTo(line.Samples);
                encoder.Row(line);
            }

            bits.Flush();
            return [.. bytes];
        }

        byte[] frame =
        [
            0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 8, 0, 2 * Rows, 0, Columns, 1, 1, 0x11, 0, 0xFF, 0xDD, 0, 4, 0, Rows,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, .. Coded(), 0xFF, 0xD0, .. Coded(), 0xFF, 0xD9,
        ];
        var format = new FrameFormat { Rows = 2 * Rows, Columns = Columns, BitsAllocated = 8, BitsStored = 8 };
        Assert.Equal([.. half, .. half], Samples.Decode("1.2.840.10008.1.2.4.80", frame, format).Select(sample => (int)sample));
    }

    [Fact]
    public void Runs_of_RLE_end_with_their_row()
    {
        // Two rows of five equal bytes: each is a run of its own (PS3.5 G.3.1), 1 − 5 = FC.
        var format = new FrameFormat { Rows = 2, Columns = 5, BitsAllocated = 8, BitsStored = 8 };
        byte[] frame = new RleFrameEncoder().Encode([7, 7, 7, 7, 7, 7, 7, 7, 7, 7], format);
        Assert.Equal([0xFC, 7, 0xFC, 7], frame[64..]);
    }

    [Fact]
    public void Bytes_of_RLE_come_with_the_most_significant_first()
    {
        var format = new FrameFormat { Rows = 1, Columns = 1, BitsAllocated = 16, BitsStored = 16 };
        byte[] frame = new RleFrameEncoder().Encode([0x34, 0x12], format);
        Assert.Equal([2, 64, 66], [frame[0], frame[4], frame[8]]);
        Assert.Equal([0, 0x12, 0, 0x34], frame[64..]);
    }

    [Fact]
    public void Signed_samples_of_RLE_are_extended_to_all_allocated_bits()
    {
        var format = new FrameFormat { Rows = 1, Columns = 1, BitsAllocated = 16, BitsStored = 12, IsSigned = true };
        byte[] frame = new RleFrameEncoder().Encode([0xFF, 0x0F], format);
        Assert.Equal(-1, Samples.At(Samples.Decode("1.2.840.10008.1.2.5", frame, format), 0, format));
    }

    [Fact]
    public void A_frame_of_another_size_than_its_format_is_refused() => Assert.Throws<ArgumentException>(
        () => new RleFrameEncoder().Encode(new byte[9], new FrameFormat { Rows = 2, Columns = 5, BitsAllocated = 8, BitsStored = 8 }));

    private static void ExpectReturn(IFrameEncoder encoder) => Frames.Sample(frame =>
    {
        byte[] code = encoder.Encode(frame.Pixels, frame.Format);
        return code.Length % 2 == 0 && Samples.Decode(encoder.TransferSyntax, code, frame.Format).AsSpan().SequenceEqual(frame.Pixels);
    }, iter: 200);

    /// <summary>Noise of a few levels, with equal stretches, as the format would hold it.</summary>
    private static (FrameFormat Format, byte[] Pixels) Frame(FrameFormat format, int levels, int seed)
    {
        var random = new Random(seed);
        var pixels = new List<byte>();
        int value = 0, low = format.IsSigned ? -(1 << (format.BitsStored - 1)) : 0;
        while (pixels.Count < format.ByteCount)
        {
            value = random.Next(3) == 0 ? low + random.Next(levels) : value;
            value = value < low ? low : value;
            value = format.IsSigned && value >= -low ? low : value;
            pixels.AddRange(BitConverter.GetBytes(value)[..format.BytesPerSample]);
        }

        return (format, [.. pixels]);
    }
}
