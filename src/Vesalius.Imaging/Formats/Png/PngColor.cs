namespace Vesalius.Imaging.Formats.Png;

/// <summary>What the samples of a PNG pixel mean, by the number the file stores (ISO/IEC 15948, 11.2.2).</summary>
internal enum PngColor
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
