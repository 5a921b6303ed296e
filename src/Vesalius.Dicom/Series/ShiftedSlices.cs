using Vesalius.Dicom.Pixels;
using Vesalius.Imaging;

namespace Vesalius.Dicom.Series;

/// <summary>The slices of a volume, each shifted within its plane onto the columns and rows of a wider grid.</summary>
internal sealed class ShiftedSlices(Volume<float> source, SlicePlacement[] places, Grid grid, PixelPadding? padding, float fill)
{
    private readonly double left = places.Min(place => place.X);
    private readonly double top = places.Min(place => place.Y);

    /// <summary>Whether a value means "no picture here", and so is not to be mixed with others.</summary>
    public bool IsPadding(float value) => value == fill || padding?.Contains(value) == true;

    /// <summary>Fills the target with one slice, linearly interpolated between its pixels.</summary>
    public void Shift(int slice, Span<float> target)
    {
        double x = left - places[slice].X, y = top - places[slice].Y;
        int wholeX = (int)Math.Floor(x + 1e-4), wholeY = (int)Math.Floor(y + 1e-4);
        var weights = new Weights((float)Math.Max(0, x - wholeX), (float)Math.Max(0, y - wholeY));
        int width = grid.Size.X;
        for (int row = 0; row < grid.Size.Y; row++)
        {
            Span<float> line = target.Slice(row * width, width);
            for (int column = 0; column < width; column++)
            {
                line[column] = At(slice, column + wholeX, row + wholeY, weights);
            }
        }
    }

    private float At(int slice, int x, int y, Weights weights)
    {
        float a = Pixel(slice, x, y);
        if (weights is { X: < 1e-3f, Y: < 1e-3f })
        {
            return a;
        }

        float b = weights.X > 0 ? Pixel(slice, x + 1, y) : a, c = weights.Y > 0 ? Pixel(slice, x, y + 1) : a;
        float d = weights is { X: > 0, Y: > 0 } ? Pixel(slice, x + 1, y + 1) : weights.X > 0 ? b : c;
        if (IsPadding(a) || IsPadding(b) || IsPadding(c) || IsPadding(d))
        {
            return (weights.X < 0.5f, weights.Y < 0.5f) switch
            {
                (true, true) => a,
                (false, true) => b,
                (true, false) => c,
                _ => d,
            };
        }

        float upper = a + weights.X * (b - a), lower = c + weights.X * (d - c);
        return upper + weights.Y * (lower - upper);
    }

    private float Pixel(int slice, int x, int y) =>
        (uint)x < (uint)source.Size.X && (uint)y < (uint)source.Size.Y ? source.Voxels[source.Size.IndexOf(x, y, slice)] : fill;

    private readonly record struct Weights(float X, float Y);
}
