using System.Buffers.Binary;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>A frame header (ISO/IEC 10918-1, B.2.2).</summary>
/// <param name="Kind">The marker: baseline, extended, progressive or lossless.</param>
/// <param name="Precision">Bits of a sample.</param>
/// <param name="Size">Columns and rows of the picture.</param>
/// <param name="Components">The components in their order.</param>
internal sealed record JpegFrame(byte Kind, int Precision, (int Width, int Height) Size, JpegComponent[] Components)
{
    public int Width => Size.Width;

    public int Height => Size.Height;

    public bool IsLossless => Kind == JpegMarker.Lossless;

    public int MaxHorizontal { get; } = Components.Max(component => component.Horizontal);

    public int MaxVertical { get; } = Components.Max(component => component.Vertical);

    /// <summary>Columns and rows of a component's own samples.</summary>
    public (int Width, int Height) SizeOf(JpegComponent component) =>
        (CeilingOf(Width * component.Horizontal, MaxHorizontal), CeilingOf(Height * component.Vertical, MaxVertical));

    public static JpegFrame Parse(byte marker, ReadOnlySpan<byte> segment, int at)
    {
        if (segment.Length < 6 || segment.Length < 6 + 3 * segment[5])
        {
            throw JpegFault.At(at, "the frame header (SOF) is too short.");
        }

        ExpectKind(marker, segment[0], at);
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (width == 0 || height == 0)
        {
            throw JpegFault.At(at, $"a picture has at least one pixel each way; the header says {width} × {height}.");
        }

        return new JpegFrame(marker, segment[0], (width, height), ComponentsOf(segment[5..], marker, at));
    }

    private static void ExpectKind(byte marker, int precision, int at)
    {
        if (marker is not (JpegMarker.Baseline or JpegMarker.Extended or JpegMarker.Progressive or JpegMarker.Lossless))
        {
            throw JpegFault.At(
                at, "baseline, extended, progressive and lossless pictures with Huffman codes are read; this one is of kind "
                    + $"SOF{marker - 0xC0}. Convert it first.");
        }

        bool known = marker switch
        {
            JpegMarker.Baseline => precision == 8,
            JpegMarker.Lossless => precision is >= 2 and <= 16,
            _ => precision is 8 or 12,
        };
        if (!known)
        {
            throw JpegFault.At(at, $"samples of SOF{marker - 0xC0} have 8, with SOF1 and SOF2 also 12, with SOF3 2 to 16 bits; "
                + $"{precision} came.");
        }
    }

    private static JpegComponent[] ComponentsOf(ReadOnlySpan<byte> segment, byte marker, int at)
    {
        int count = segment[0];
        if (count is < 1 or > 4)
        {
            throw JpegFault.At(at, $"a picture has 1 to 4 components; the header says {count}.");
        }

        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = segment.Slice(1 + 3 * i, 3);
            components[i] = new JpegComponent(entry[0], entry[1] >> 4, entry[1] & 15, entry[2] & 3);
            if (components[i] is not { Horizontal: >= 1 and <= 4, Vertical: >= 1 and <= 4 })
            {
                throw JpegFault.At(at, $"sampling factors are 1 to 4; component {i + 1} has {entry[1] >> 4} × {entry[1] & 15}.");
            }
        }

        bool differ = Array.Exists(components, c => (c.Horizontal, c.Vertical) != (components[0].Horizontal, components[0].Vertical));
        return marker == JpegMarker.Lossless && differ
            ? throw JpegFault.At(at, "components of lossless pictures are read where all have the same size; these have not.")
            : components;
    }

    private static int CeilingOf(int numerator, int denominator) => (numerator + denominator - 1) / denominator;
}
