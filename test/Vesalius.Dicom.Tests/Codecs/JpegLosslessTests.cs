using CsCheck;
using Vesalius.Dicom.Codecs;
using Vesalius.Tests;

namespace Vesalius.Dicom.Tests.Codecs;

public sealed class JpegLosslessTests
{
    private const string Lossless = "1.2.840.10008.1.2.4.57";

    private static readonly Gen<LosslessJpegWriter> Writers =
        from width in Gen.Int[1, 20]
        from height in Gen.Int[1, 20]
        from components in Gen.Int[1, 3]
        from precision in Gen.Int[2, 16]
        from predictor in Gen.Int[1, 7]
        from shift in Gen.Int[0, precision - 1]
        from restart in Gen.Int[0, 4]
        from apart in Gen.Bool
        select new LosslessJpegWriter
        {
            Width = width, Height = height, Components = components, Precision = precision,
            Predictor = predictor, Shift = shift, RestartRows = restart, Apart = apart,
        };

    [Fact]
    public void Every_predictor_precision_shift_and_restart_interval_gives_the_samples_back()
    {
        Gen.Select(Writers, Gen.Int[0, int.MaxValue]).Sample((writer, seed) =>
        {
            var random = new Random(seed);
            int[] samples = new int[writer.Width * writer.Height * writer.Components];
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = random.Next(1 << writer.Precision) >> writer.Shift << writer.Shift;
            }

            FrameFormat format = Format(writer);
            byte[] pixels = Samples.Decode(Lossless, Copy(writer).Write(samples), format);
            return Enumerable.Range(0, samples.Length).All(i => Samples.At(pixels, i, format) == samples[i]);
        }, iter: 300);
    }

    [Fact]
    public void Signed_samples_get_their_sign_from_the_bits_that_the_data_set_stores()
    {
        var writer = new LosslessJpegWriter { Width = 3, Height = 1, Precision = 12 };
        FrameFormat format = Format(writer) with { IsSigned = true, BitsStored = 12 };
        byte[] pixels = Samples.Decode(Lossless, writer.Write([5, 0xFFF, 0x800]), format);
        Assert.Equal([5, -1, -2048], Enumerable.Range(0, 3).Select(i => Samples.At(pixels, i, format)));
    }

    [Fact]
    public void A_code_stream_of_fewer_bits_than_the_data_set_stores_has_no_negative_samples()
    {
        var writer = new LosslessJpegWriter { Width = 3, Height = 1, Precision = 12 };
        FrameFormat format = Format(writer) with { IsSigned = true, BitsStored = 16 };
        byte[] pixels = Samples.Decode(Lossless, writer.Write([5, 0xFFF, 0x800]), format);
        Assert.Equal([5, 0xFFF, 0x800], Enumerable.Range(0, 3).Select(i => Samples.At(pixels, i, format)));
    }

    [Fact]
    public void A_missing_restart_marker_is_named_with_its_place()
    {
        byte[] frame = new LosslessJpegWriter { Width = 8, Height = 4, Precision = 8, RestartRows = 2 }.Write([.. Enumerable.Range(0, 32)]);
        int marker = frame.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD0]);
        frame[marker + 1] = 0xD3;
        FrameDecodingException error = Assert.Throws<FrameDecodingException>(
            () => Samples.Decode(Lossless, frame, new FrameFormat { Rows = 4, Columns = 8, BitsAllocated = 8, BitsStored = 8 }));
        Assert.Contains("FF D0 was expected; FF D3 came", error.Message, StringComparison.Ordinal);
        Assert.Equal(marker, error.Position);
    }

    private static FrameFormat Format(LosslessJpegWriter writer) => new()
    {
        Rows = writer.Height,
        Columns = writer.Width,
        SamplesPerPixel = writer.Components,
        BitsAllocated = writer.Precision > 8 ? 16 : 8,
        BitsStored = writer.Precision,
    };

    /// <summary>A writer writes once.</summary>
    private static LosslessJpegWriter Copy(LosslessJpegWriter writer) => new()
    {
        Width = writer.Width,
        Height = writer.Height,
        Components = writer.Components,
        Precision = writer.Precision,
        Predictor = writer.Predictor,
        Shift = writer.Shift,
        RestartRows = writer.RestartRows,
        Apart = writer.Apart,
    };
}
