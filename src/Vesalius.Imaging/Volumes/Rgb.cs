namespace Vesalius.Imaging;

/// <summary>An sRGB colour, 0 to 255 per component.</summary>
/// <param name="Red">The red part.</param>
/// <param name="Green">The green part.</param>
/// <param name="Blue">The blue part.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>
    /// A colour that tells neighbouring labels apart: the first ones are chosen by hand, later ones walk the colour circle by the golden angle.
    /// </summary>
    /// <param name="label">The label value, 1 or more.</param>
    public static Rgb ForLabel(int label)
    {
        ReadOnlySpan<uint> first = [0xE6553A, 0x3A8FE6, 0x45B649, 0xF2B632, 0x9B59D0, 0x1BBFB0, 0xE0569B, 0x8A6D3B];
        if (label >= 1 && label <= first.Length)
        {
            uint rgb = first[label - 1];
            return new Rgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        }

        double hue = label * 0.61803398875 % 1 * 6, fraction = hue - Math.Floor(hue);
        const double High = 0.9, Low = 0.3;
        double rising = Low + (High - Low) * fraction, falling = High - (High - Low) * fraction;
        (double r, double g, double b) = (int)hue switch
        {
            0 => (High, rising, Low),
            1 => (falling, High, Low),
            2 => (Low, High, rising),
            3 => (Low, falling, High),
            4 => (rising, Low, High),
            _ => (High, Low, falling),
        };
        return new Rgb((byte)(255 * r), (byte)(255 * g), (byte)(255 * b));
    }

    /// <summary>The colour as <c>#RRGGBB</c>.</summary>
    public override string ToString() => $"#{Red:X2}{Green:X2}{Blue:X2}";
}
