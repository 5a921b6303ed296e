namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// JPEG 2000 frames (ISO/IEC 15444-1, PS3.5 8.2.4): both wavelets, all orders of packets, tiles, precincts, layers, regions of interest,
/// 1 to 24 bits with and without sign, bare or in the boxes of a JP2 file. High-throughput streams and part 2 are refused.
/// </summary>
/// <remarks>
/// The code stream is believed where the data set says otherwise: samples have the code stream's bits and sign. Where the data set calls
/// samples signed and the code stream does not, the sign is extended from the code stream's bits. Components that were transformed together
/// become red, green and blue again. Coefficients of which only the upper bit planes are there are assumed in the middle of what they can
/// be.
/// </remarks>
public sealed class Jpeg2000FrameDecoder : IFrameDecoder
{
    private const int MostBits = 24;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> TransferSyntaxes { get; } = ["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"];

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> frame, FrameFormat format, Span<byte> pixels)
    {
        FrameCheck.Size(Jpeg2000Fault.Codec, format, pixels);
        int start = Jp2Boxes.FindCodestream(frame);
        ImageSize size = Codestream.Describe(frame, start);
        ExpectShape(size, format, start);
        Codestream stream = Codestream.Parse(frame, start);
        var decoder = new TileDecoder(size, format);
        for (int tile = 0; tile < size.Tiles; tile++)
        {
            if (!stream.Tiles.TryGetValue(tile, out TileCode? code))
            {
                throw Jpeg2000Fault.At(frame.Length, $"tile {tile + 1} of {size.Tiles} is not there. The frame was cut short.");
            }

            decoder.Decode(frame, tile, code, pixels);
        }

        if (!size.Components[0].IsSigned)
        {
            FrameCheck.ExtendSign(format, size.Components[0].Precision, pixels);
        }
    }

    private static void ExpectShape(ImageSize size, FrameFormat format, int at)
    {
        Rectangle first = size.Component(0);
        int bits = size.Components.Max(component => component.Precision);
        FrameCheck.SameShape(Jpeg2000Fault.Codec, format, (first.Width, first.Height, size.Components.Length, bits), at);
        if (bits > MostBits || !Array.TrueForAll(size.Components, component => component is { StepX: 1, StepY: 1 }))
        {
            throw Jpeg2000Fault.At(at, $"components of up to {MostBits} bits, all as finely sampled, are read; up to {bits} "
                + "bits came, or some are sampled less finely.");
        }
    }
}
