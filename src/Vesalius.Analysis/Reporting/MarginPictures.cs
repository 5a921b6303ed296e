using Vesalius.Analysis.Planning;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Reporting;

/// <summary>The place of a margin in three planes: the scan, the structures' outlines, and a line from the target to what lies
/// nearest.</summary>
public static class MarginPictures
{
    private static readonly Rgb Line = new(255, 255, 255);

    /// <summary>The pictures, PNG, with what they show.</summary>
    /// <param name="labels">The structures.</param>
    /// <param name="place">The place.</param>
    /// <param name="scan">The scan on the labels' grid; a dark ground when null.</param>
    public static IReadOnlyList<(ReadOnlyMemory<byte> Png, string Caption)> Of(LabelMap labels, MarginPlace place,
        Volume<float>? scan = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (scan is not null)
        {
            labels.Grid.Expect(scan.Grid, "the scan");
        }

        Volume<float> ground = scan ?? new Volume<float>(labels.Grid);
        IntensityWindow window = scan is null ? new IntensityWindow(-1, 7) : IntensityWindow.OfPercentiles(scan);
        SlicePlane[] planes = labels.Grid.Dimensions == 2 ? [SlicePlane.Axial] : Enum.GetValues<SlicePlane>();
        return [.. planes.Select(plane => One(labels, place, ground, (plane, window)))];
    }

    private static (ReadOnlyMemory<byte> Png, string Caption) One(
        LabelMap labels, MarginPlace place, Volume<float> ground, (SlicePlane Plane, IntensityWindow Window) look)
    {
        Grid grid = labels.Grid;
        VoxelPoint at = grid.ToVoxel(place.OnTarget);
        double[] coordinates = [at.X, at.Y, at.Z];
        int axis = Enumerable.Range(0, 3).Single(one => SlicePicture.PlaneAcross(grid, one) == look.Plane);
        int index = Math.Clamp((int)Math.Round(coordinates[axis]), 0, grid.Size[axis] - 1);
        RgbPicture picture = SlicePicture.Of(ground, look.Plane, index, look.Window, PictureScale.PixelMm(grid));
        picture = SlicePicture.WithLabels(picture, labels, look.Plane, index, new OverlayStyle(0.25));
        (int X, int Y) from = Pixel(grid, look.Plane, picture, place.OnTarget), to = Pixel(grid, look.Plane, picture, place.OnOther);
        picture.DrawLine(from, to, Line);
        picture.DrawRectangle(from.X - 3, from.Y - 3, 7, 7, Line);
        return (picture.ToPng(),
            $"{look.Plane}, slice {index}: the square marks the least margin on the target, the line runs to what is nearest.");
    }

    private static (int X, int Y) Pixel(Grid grid, SlicePlane plane, RgbPicture picture, WorldPoint point)
    {
        (double x, double y) = SlicePicture.PixelOf(grid, plane, picture, point);
        return ((int)Math.Round(x), (int)Math.Round(y));
    }
}
