using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Tests.Codecs;
using Vesalius.Dicom.Tests.Serialization;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>
/// What a decoder of frames must do to stand in <see cref="FrameDecoders"/>: the golden frames of its transfer syntaxes, and good manners with
/// anything else.
/// </summary>
public abstract class FrameDecoderContract
{
    /// <summary>The decoder.</summary>
    protected abstract IFrameDecoder Decoder { get; }

    /// <summary>What it is tried with: the frames in Codecs/Golden of its transfer syntaxes.</summary>
    protected virtual IReadOnlyList<FrameCase> Cases => [.. GoldenFrame.All.Values
        .Where(frame => Decoder.TransferSyntaxes.Contains(frame.TransferSyntax))
        .Select(frame => new FrameCase(frame.TransferSyntax, frame.Format, frame.Code, frame.Expected, frame.Tolerance))];

    [Fact]
    public void Frames_have_the_samples_that_other_programs_find()
    {
        Assert.NotEmpty(Cases);
        Assert.All(Cases, one => Assert.InRange(Samples.LargestDifference(Decode(one), one.Expected, one.Format), 0, one.Tolerance));
    }

    [Fact]
    public void Frames_may_be_decoded_side_by_side()
    {
        FrameCase[] many = [.. Cases, .. Cases, .. Cases];
        byte[][] apart = [.. many.Select(Decode)], together = new byte[many.Length][];
        Parallel.For(0, many.Length, i => together[i] = Decode(many[i]));
        Assert.Equal(apart, together);
    }

    [Fact]
    public void A_padding_byte_after_the_frame_is_no_damage() =>
        Assert.All(Cases, one => Assert.Equal(Decode(one), Decode(one with { Code = [.. one.Code, 0] })));

    [Fact]
    public void A_buffer_of_another_size_is_the_callers_mistake() =>
        Assert.All(Cases, one => Assert.ThrowsAny<ArgumentException>(() => Decoder.Decode(one.Code, one.Format, new byte[one.Expected.Length - 1])));

    [Fact]
    public void A_picture_of_another_size_is_refused() =>
        Assert.All(Cases, one => Assert.Throws<FrameDecodingException>(() => Decode(one with { Format = one.Format with { Rows = one.Format.Rows + 8 } })));

    [Fact]
    public void Half_a_header_is_refused_with_its_place() => Assert.All(Cases, one =>
        Assert.NotNull(Assert.Throws<FrameDecodingException>(() => Decode(one with { Code = one.Code[..10] })).Position));

    /// <summary>No other exception, and no memory that the frame does not explain: three working numbers a sample and a megabyte of tables.</summary>
    [Fact]
    public void Damaged_frames_are_decoded_or_refused()
    {
        var random = new Random(20_261_125);
        FrameCase[] cases = [.. Cases];
        for (int i = 0; i < 400; i++)
        {
            FrameCase one = cases[i % cases.Length] with { Code = Mutant.Of(cases[i % cases.Length].Code, random) };
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = Decode(one);
            }
            catch (FrameDecodingException error)
            {
                Assert.InRange(error.Position ?? -1, 0, one.Code.Length);
            }

            long allowed = one.Format.ByteCount + 12 * one.Format.ByteCount / one.Format.BytesPerSample + 4 * one.Code.Length + (1 << 20);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allowed);
        }
    }

    private byte[] Decode(FrameCase one)
    {
        // What the decoder leaves out would show.
        byte[] pixels = new byte[one.Format.ByteCount];
        Array.Fill(pixels, (byte)0xA5);
        Decoder.Decode(one.Code, one.Format, pixels);
        return pixels;
    }
}
