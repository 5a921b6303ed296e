namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Luminance and colour differences to red, green and blue (ITU-R BT.601, full range), in 16 bits after the point.</summary>
internal static class ColorTransform
{
    private const int Half = 1 << 15;

    /// <summary>Turns three rows of Y, Cb and Cr into rows of R, G and B.</summary>
    public static void ToRgb(Span<ushort> y, Span<ushort> cb, Span<ushort> cr, int precision)
    {
        int middle = 1 << (precision - 1), most = (1 << precision) - 1;
        for (int i = 0; i < y.Length; i++)
        {
            int luminance = y[i], blue = cb[i] - middle, red = cr[i] - middle;
            int green = (-Fixed(0.34414) * blue - Fixed(0.71414) * red + Half) >> 16;
            y[i] = (ushort)Math.Clamp(luminance + ((Fixed(1.40200) * red + Half) >> 16), 0, most);
            cb[i] = (ushort)Math.Clamp(luminance + green, 0, most);
            cr[i] = (ushort)Math.Clamp(luminance + ((Fixed(1.77200) * blue + Half) >> 16), 0, most);
        }
    }

    private static int Fixed(double factor) => (int)(factor * (1 << 16) + 0.5);
}
