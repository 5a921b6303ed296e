using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Measurement;

/// <summary>
/// A picture of a lesion on the slice its diameters were read on: outlines of all structures in their colours, the longest diameter in yellow,
/// the perpendicular one in cyan, their lengths and the slice below.
/// </summary>
public static class LesionPicture
{
    private const double MarginMm = 15;
    private const double WantedPixels = 480;
    private const int FooterPixels = 26;
    private static readonly Rgb Yellow = new(255, 224, 64);
    private static readonly Rgb Cyan = new(64, 224, 255);

    /// <summary>Draws a lesion.</summary>
    /// <param name="lesion">The measurement of the lesion; it must have voxels.</param>
    /// <param name="labels">The label map it was measured on.</param>
    /// <param name="image">The scan on the same grid; without it the background is black.</param>
    /// <exception cref="ArgumentException">The lesion has no voxels.</exception>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the labels.</exception>
    public static RgbPicture Of(RegionMeasurement lesion, LabelMap labels, Volume<float>? image = null)
    {
        ArgumentNullException.ThrowIfNull(lesion);
        ArgumentNullException.ThrowIfNull(labels);
        if (lesion.SliceDiameters is not { } diameters || lesion.Box is not { } box)
        {
            throw new ArgumentException("A lesion without voxels cannot be drawn.", nameof(lesion));
        }

        Grid grid = labels.Grid;
        if (image is not null)
        {
            grid.Expect(image.Grid, "the scan");
        }

        VoxelBox view = Around(box, grid, diameters);
        Volume<float> scan = image is null ? new Volume<float>(view.RegionOf(grid)) : view.Cut(image);
        var structures = new LabelMap([.. labels.Layers.Select(view.Cut)], labels.Table);
        SlicePlane plane = SlicePicture.PlaneAcross(scan.Grid, diameters.SliceAxis);
        RgbPicture picture = SlicePicture.Of(scan, plane, 0, Window(scan, image), PixelMm(scan.Grid, diameters.SliceAxis));
        picture = SlicePicture.WithLabels(picture, structures, plane, 0, new OverlayStyle(FillOpacity: 0.12));
        Draw(picture, scan.Grid, plane, diameters.Longest, Yellow);
        Draw(picture, scan.Grid, plane, diameters.Perpendicular, Cyan);
        return WithFooter(picture, diameters);
    }

    /// <summary>The lesion's slice, its box and a margin around, within the grid.</summary>
    private static VoxelBox Around(VoxelBox box, Grid grid, SliceDiameters diameters)
    {
        int[] first = [box.FirstX, box.FirstY, box.FirstZ], last = [box.LastX, box.LastY, box.LastZ];
        for (int axis = 0; axis < 3; axis++)
        {
            int margin = (int)Math.Ceiling(Math.Max(MarginMm, 0.3 * diameters.Longest.LengthMm) / grid.Spacing[axis]);
            first[axis] = axis == diameters.SliceAxis ? diameters.Slice : Math.Max(0, first[axis] - margin);
            last[axis] = axis == diameters.SliceAxis ? diameters.Slice : Math.Min(grid.Size[axis] - 1, last[axis] + margin);
        }

        return new VoxelBox(first[0], first[1], first[2], last[0], last[1], last[2]);
    }

    private static IntensityWindow Window(Volume<float> scan, Volume<float>? image) =>
        image is null ? new IntensityWindow(0, 1) : IntensityWindow.OfPercentiles(scan, 1, 99);

    private static double PixelMm(Grid grid, int sliceAxis) =>
        Enumerable.Range(0, 3).Where(axis => axis != sliceAxis).Max(axis => grid.Size[axis] * grid.Spacing[axis]) / WantedPixels;

    private static void Draw(RgbPicture picture, Grid grid, SlicePlane plane, Diameter diameter, Rgb color)
    {
        (int X, int Y) Pixel(WorldPoint point)
        {
            (double x, double y) = SlicePicture.PixelOf(grid, plane, picture, point);
            return ((int)Math.Round(x), (int)Math.Round(y));
        }

        picture.DrawLine(Pixel(diameter.Start), Pixel(diameter.End), color);
    }

    private static RgbPicture WithFooter(RgbPicture picture, SliceDiameters diameters)
    {
        var framed = new RgbPicture(Math.Max(picture.Width, 300), picture.Height + FooterPixels);
        framed.Paste(picture, 0, 0);
        string longest = $"{diameters.Longest.LengthMm:0.0}", perpendicular = $"x {diameters.Perpendicular.LengthMm:0.0} mm";
        int y = picture.Height + 6, x = 6;
        framed.DrawText(longest, (x, y), Yellow, 2);
        x += PictureDrawing.TextSize(longest, 2).Width + 8;
        framed.DrawText(perpendicular, (x, y), Cyan, 2);
        x += PictureDrawing.TextSize(perpendicular, 2).Width + 16;
        framed.DrawText($"slice {"xyz"[diameters.SliceAxis]} {diameters.Slice}", (x, y), new Rgb(200, 200, 200), 2);
        return framed;
    }
}
