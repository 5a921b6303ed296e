using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.Rle;
using Vesalius.Dicom.Tests.Serialization;

namespace Vesalius.Dicom.Tests.Codecs;

/// <summary>
/// Frames that are damaged are decoded or refused with one sentence: nothing else may come out, and no memory that the frame does not
/// explain.
/// </summary>
public sealed class DamagedFrameTests
{
    private static readonly FrameFormat Grey = new() { Rows = 37, Columns = 53, BitsAllocated = 16, BitsStored = 12 };

    [Theory]
    [InlineData("j2k-", 1500)]
    [InlineData("jls-", 1500)]
    [InlineData("jpeg-", 1500)]
    [InlineData("rle", 1500)]
    public void Mutants_are_decoded_or_refused(string codec, int mutants)
    {
        (string Syntax, byte[] Code, FrameFormat Format)[] frames = [.. Frames(codec)];
        var random = new Random(20_261_123);
        for (int i = 0; i < mutants; i++)
        {
            (string syntax, byte[] code, FrameFormat format) = frames[i % frames.Length];
            byte[] mutant = Mutant.Of(code, random), pixels = new byte[format.ByteCount];
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                FrameDecoders.Default.Find(syntax)!.Decode(mutant, format, pixels);
            }
            catch (FrameDecodingException error)
            {
                Assert.InRange(error.Position ?? -1, 0, mutant.Length);
            }

            // Three working numbers for each sample, the code put together anew, and a megabyte of tables.
            long allowed = 12 * format.ByteCount / format.BytesPerSample + 4 * mutant.Length + (1 << 20);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allowed);
        }
    }

    [Theory]
    [InlineData("j2k-LRCP-colour")]
    [InlineData("j2k-markers")]
    [InlineData("jls-rows-12bit")]
    [InlineData("jpeg-420")]
    [InlineData("jpeg-progressive")]
    public void A_frame_that_was_cut_short_is_refused_or_decoded_wherever_it_ends(string name)
    {
        GoldenFrame frame = GoldenFrame.All[name];
        byte[] code = frame.Code;
        for (int length = 0; length < code.Length; length += 1 + length / 50)
        {
            try
            {
                Samples.Decode(frame.TransferSyntax, code.AsSpan(0, length), frame.Format);
            }
            catch (FrameDecodingException error)
            {
                Assert.InRange(error.Position ?? 0, 0, length);
            }
        }
    }

    [Theory]
    [InlineData("j2k-signed16")]
    [InlineData("jls-12bit")]
    [InlineData("jpeg-grey")]
    public void Half_a_frame_is_refused_with_the_place_where_it_ends(string name)
    {
        GoldenFrame frame = GoldenFrame.All[name];
        FrameDecodingException error = Assert.Throws<FrameDecodingException>(
            () => Samples.Decode(frame.TransferSyntax, frame.Code.AsSpan(0, frame.Code.Length / 2), frame.Format));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Position);
    }

    [Theory]
    [InlineData("j2k-signed16")]
    [InlineData("jls-12bit")]
    [InlineData("jpeg-grey")]
    public void A_picture_of_another_size_than_the_data_set_says_is_refused_with_both_sizes(string name)
    {
        GoldenFrame frame = GoldenFrame.All[name];
        FrameDecodingException error = Assert.Throws<FrameDecodingException>(
            () => Samples.Decode(frame.TransferSyntax, frame.Code, frame.Format with { Rows = 38 }));
        Assert.Contains("53 × 38", error.Message, StringComparison.Ordinal);
        Assert.Contains("53 × 37", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_JPEG_frame_with_two_frame_headers_is_refused_at_the_second_one()
    {
        GoldenFrame frame = GoldenFrame.All["jpeg-grey"];
        byte[] code = frame.Code;
        int header = code.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        byte[] other = code[header..(header + 13)];
        other[6]++;
        FrameDecodingException error = Assert.Throws<FrameDecodingException>(
            () => Samples.Decode(frame.TransferSyntax, [.. code[..header], .. other, .. code[header..]], frame.Format));
        Assert.Equal(header + other.Length, error.Position);
    }

    [Fact]
    public void High_throughput_streams_are_refused_by_name()
    {
        byte[] code = GoldenFrame.All["j2k-signed16"].Code;

        // A capabilities segment (CAP) after the size.
        int size = 2 + 2 + (code[4] << 8 | code[5]);
        byte[] frame = [.. code[..size], 0xFF, 0x50, 0, 8, 0, 2, 0, 0, 0, 0, .. code[size..]];
        FrameDecodingException error = Assert.Throws<FrameDecodingException>(
            () => Samples.Decode("1.2.840.10008.1.2.4.90", frame, GoldenFrame.All["j2k-signed16"].Format));
        Assert.Contains("HTJ2K", error.Message, StringComparison.Ordinal);
        Assert.Equal(size, error.Position);
    }

    [Fact]
    public void A_file_of_boxes_around_a_code_stream_is_tolerated()
    {
        GoldenFrame frame = GoldenFrame.All["j2k-signed16"];
        byte[] boxes = [0, 0, 0, 12, .. "jP  "u8, 13, 10, 0x87, 10, 0, 0, 0, 0, .. "jp2c"u8, .. frame.Code];
        Assert.Equal(frame.Expected, Samples.Decode(frame.TransferSyntax, boxes, frame.Format));
    }

    [Fact]
    public void An_RLE_frame_with_other_segments_than_bytes_of_a_pixel_is_refused()
    {
        byte[] frame = new RleFrameEncoder().Encode(new byte[Grey.ByteCount], Grey);
        FrameDecodingException error = Assert.Throws<FrameDecodingException>(
            () => Samples.Decode("1.2.840.10008.1.2.5", frame, Grey with { BitsAllocated = 8, BitsStored = 8 }));
        Assert.Contains("here 1 of at most 15, but the header says 2", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Syntax, byte[] Code, FrameFormat Format)> Frames(string codec)
    {
        if (codec == "rle")
        {
            byte[] pixels = GoldenFrame.All["jls-12bit"].Expected;
            return [("1.2.840.10008.1.2.5", new RleFrameEncoder().Encode(pixels, Grey), Grey)];
        }

        return GoldenFrame.All.Values.Where(frame => frame.Name.StartsWith(codec, StringComparison.Ordinal))
            .Select(frame => (frame.TransferSyntax, frame.Code, frame.Format));
    }
}
