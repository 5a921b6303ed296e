using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <summary>How large slices are drawn in reports.</summary>
internal static class PictureScale
{
    private const int LongestSide = 480;

    /// <summary>The edge of a pixel: the finest voxel's, or less, so that small grids are not stamps.</summary>
    public static double PixelMm(Grid grid)
    {
        double longest = Enumerable.Range(0, 3).Max(axis => grid.Size[axis] * grid.Spacing[axis]);
        double finest = Enumerable.Range(0, grid.Dimensions).Min(axis => grid.Spacing[axis]);
        return Math.Min(finest, longest / LongestSide);
    }
}
