namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>One component of a tile: its resolutions and bands, and where their coefficients lie in one buffer.</summary>
internal sealed class TileComponent
{
    /// <summary>Bits of a coefficient that the decoder has room for; one more holds the half below the last plane.</summary>
    private const int MostPlanes = 30;

    /// <param name="area">Where the component's samples of the tile lie.</param>
    /// <param name="size">The component.</param>
    /// <param name="header">What the tile's header says.</param>
    /// <param name="index">Which component.</param>
    /// <param name="at">A place in the code, for errors.</param>
    public TileComponent(Rectangle area, ComponentSize size, CodingHeader header, (int Index, int At) index)
    {
        (Area, Size) = (area, size);
        Style = header.Coding(index.Index);
        RegionShift = header.RegionShift(index.Index);
        Quantization quantization = header.QuantizationOf(index.Index);
        int levels = Style.Levels, offset = 0;
        Resolutions = new Resolution[levels + 1];
        for (int r = 0; r <= levels; r++)
        {
            long scale = 1L << (levels - r);
            var bands = new List<Band>();
            for (int kind = r == 0 ? 0 : 1; kind <= (r == 0 ? 0 : 3); kind++)
            {
                Rectangle place = BandArea(area, r == 0 ? levels : levels - r + 1, (BandKind)kind);
                var step = quantization.Step(r == 0 ? 0 : 3 * r - 3 + kind, index.At);
                bands.Add(Make((BandKind)kind, place, offset, (quantization.GuardBits, step), index.At));
                offset += place.IsEmpty ? 0 : place.Width * place.Height;
            }

            Resolutions[r] = new Resolution(r, area.Coarser(scale, scale), Style, [.. bands]);
        }
    }

    public Rectangle Area { get; }

    public ComponentSize Size { get; }

    public CodingStyle Style { get; }

    /// <summary>By how many bits the coefficients of a region of interest were lifted.</summary>
    public int RegionShift { get; }

    public Resolution[] Resolutions { get; }

    /// <summary>Where a band lies in its own coordinates (ISO/IEC 15444-1, equation B-15).</summary>
    private static Rectangle BandArea(Rectangle area, int level, BandKind kind)
    {
        if (level == 0)
        {
            return area;
        }

        long scale = 1L << level, half = scale / 2;
        long x = kind is BandKind.HighLow or BandKind.HighHigh ? half : 0, y = kind is BandKind.LowHigh or BandKind.HighHigh ? half : 0;
        return new Rectangle(At(area.X0 - x), At(area.Y0 - y), At(area.X1 - x), At(area.Y1 - y));

        int At(long coordinate) => Rectangle.Ceiling(coordinate, scale);
    }

    private Band Make(BandKind kind, Rectangle place, int offset, (int GuardBits, (int Exponent, int Mantissa) Step) quantization, int at)
    {
        int planes = quantization.GuardBits + quantization.Step.Exponent - 1;
        if (planes + RegionShift > MostPlanes)
        {
            throw Jpeg2000Fault.At(
                at, $"coefficients of {planes} bits, lifted by {RegionShift}, came; up to {MostPlanes} bits are read. The "
                    + "header is damaged or the image has more than 16 bits.");
        }

        int gain = kind switch { BandKind.LowLow => 0, BandKind.HighHigh => 2, _ => 1 };
        float step = Style.IsReversible ? 1 : Quantization.Size(quantization.Step, Size.Precision + gain);
        return new Band(kind, place, offset, planes, step);
    }
}
