namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A rectangle of whole coordinates; the far edges are not part of it.</summary>
internal readonly record struct Rectangle(int X0, int Y0, int X1, int Y1)
{
    public int Width => X1 - X0;

    public int Height => Y1 - Y0;

    public bool IsEmpty => X1 <= X0 || Y1 <= Y0;

    public Rectangle Intersect(Rectangle other) =>
        new(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Min(X1, other.X1), Math.Min(Y1, other.Y1));

    /// <summary>The rectangle on a grid that is coarser along each axis; edges are rounded up.</summary>
    public Rectangle Coarser(long x, long y) => new(Ceiling(X0, x), Ceiling(Y0, y), Ceiling(X1, x), Ceiling(Y1, y));

    /// <summary>The cells of a grid of powers of two that the rectangle touches.</summary>
    public Rectangle Cells(int logX, int logY) => IsEmpty
        ? default
        : new Rectangle(X0 >> logX, Y0 >> logY, (int)((X1 + (1L << logX) - 1) >> logX), (int)((Y1 + (1L << logY) - 1) >> logY));

    /// <summary>A quotient rounded up.</summary>
    public static int Ceiling(long numerator, long denominator) => (int)((numerator + denominator - 1) / denominator);
}
