namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// The coefficients of one component, block after block, in natural order, as stored (not yet multiplied by their steps).
/// </summary>
internal sealed class CoefficientPlane
{
    public const int BlockSize = 64;

    /// <param name="component">The component.</param>
    /// <param name="size">Columns and rows of its samples.</param>
    /// <param name="units">How many MCUs lie side by side and one below the other.</param>
    public CoefficientPlane(JpegComponent component, (int Width, int Height) size, (int X, int Y) units)
    {
        Component = component;
        Size = size;
        Blocks = ((size.Width + 7) / 8, (size.Height + 7) / 8);
        Stride = units.X * component.Horizontal;
        Coefficients = new short[(long)Stride * units.Y * component.Vertical * BlockSize];
    }

    public JpegComponent Component { get; }

    public (int Width, int Height) Size { get; }

    /// <summary>Blocks that hold samples of the picture: what a scan of this component alone has.</summary>
    public (int X, int Y) Blocks { get; }

    /// <summary>Blocks side by side, with those that fill up the last MCU.</summary>
    public int Stride { get; }

    public short[] Coefficients { get; }

    public Span<short> Block(int x, int y) => Coefficients.AsSpan((y * Stride + x) * BlockSize, BlockSize);
}
