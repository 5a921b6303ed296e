using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Measurement;

/// <summary>
/// Pictures of a lesion on the slice its diameters were read on, and across it: outlines of all structures in their colours, the longest
/// diameter in yellow, the perpendicular one in cyan, their lengths and the slice below.
/// </summary>
public static class LesionPicture
{
    private const double MarginMm = 15;
    private const double WantedPixels = 480;
    private const int FooterPixels = 26, FooterMargin = 6, FooterScale = 2;
    private static readonly Rgb Yellow = new(255, 224, 64);
    private static readonly Rgb Cyan = new(64, 224, 255);
    private static readonly Rgb Grey = new(200, 200, 200);

    /// <summary>Draws a lesion on the slice its diameters were read on.</summary>
    /// <param name="lesion">The measurement of the lesion; it must have voxels.</param>
    /// <param name="labels">The label map it was measured on.</param>
    /// <param name="image">The scan on the same grid; without it the background is black.</param>
    /// <exception cref="ArgumentException">The lesion has no voxels.</exception>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the labels.</exception>
    public static RgbPicture Of(RegionMeasurement lesion, LabelMap labels, Volume<float>? image = null)
    {
        (SliceDiameters diameters, VoxelBox box) = Drawable(lesion, labels, image);
        return On(diameters.SliceAxis, diameters.Slice, (diameters, box), labels, image);
    }

    /// <summary>
    /// Draws a lesion in three planes: first the slice its diameters were read on, then the two across it through the middle of the longest
    /// diameter. Diameters are drawn where they fall on the other planes too: as the lines they are seen as from there. A planar image
    /// has one.
    /// </summary>
    /// <param name="lesion">The measurement of the lesion; it must have voxels.</param>
    /// <param name="labels">The label map it was measured on.</param>
    /// <param name="image">The scan on the same grid; without it the background is black.</param>
    /// <exception cref="ArgumentException">The lesion has no voxels.</exception>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the labels.</exception>
    public static IReadOnlyList<(SlicePlane Plane, RgbPicture Picture)> Planes(
        RegionMeasurement lesion, LabelMap labels, Volume<float>? image = null)
    {
        (SliceDiameters diameters, VoxelBox box) = Drawable(lesion, labels, image);
        Grid grid = labels.Grid;
        WorldPoint middle = diameters.Longest.Start + (diameters.Longest.End - diameters.Longest.Start) * 0.5;
        VoxelPoint at = grid.ToVoxel(middle);
        double[] through = [at.X, at.Y, at.Z];
        IEnumerable<int> others = grid.Dimensions == 2 ? [] : Enumerable.Range(0, 3).Where(axis => axis != diameters.SliceAxis).Reverse();
        return
        [
            (SlicePicture.PlaneAcross(grid, diameters.SliceAxis),
                On(diameters.SliceAxis, diameters.Slice, (diameters, box), labels, image)),
            .. others.Select(axis => (
                SlicePicture.PlaneAcross(grid, axis),
                On(axis, Math.Clamp((int)Math.Round(through[axis]), 0, grid.Size[axis] - 1), (diameters, box), labels, image))),
        ];
    }

    private static (SliceDiameters Diameters, VoxelBox Box) Drawable(RegionMeasurement lesion, LabelMap labels, Volume<float>? image)
    {
        ArgumentNullException.ThrowIfNull(lesion);
        ArgumentNullException.ThrowIfNull(labels);
        if (image is not null)
        {
            labels.Grid.Expect(image.Grid, "the scan");
        }

        return lesion is { SliceDiameters: { } diameters, Box: { } box }
            ? (diameters, box)
            : throw new ArgumentException("A lesion without voxels cannot be drawn.", nameof(lesion));
    }

    private static RgbPicture On(
        int axis, int slice, (SliceDiameters Diameters, VoxelBox Box) lesion, LabelMap labels, Volume<float>? image)
    {
        (SliceDiameters diameters, VoxelBox box) = lesion;
        VoxelBox view = Around(box, labels.Grid, (axis, slice), diameters.Longest.LengthMm);
        Volume<float> scan = image is null ? new Volume<float>(view.RegionOf(labels.Grid)) : view.Cut(image);
        var structures = new LabelMap([.. labels.Layers.Select(view.Cut)], labels.Table);
        SlicePlane plane = SlicePicture.PlaneAcross(scan.Grid, axis);
        RgbPicture picture = SlicePicture.Of(scan, plane, 0, Window(scan, image), PixelMm(scan.Grid, axis));
        picture = SlicePicture.WithLabels(picture, structures, plane, 0, new OverlayStyle(FillOpacity: 0.12));
        Draw(picture, scan.Grid, plane, diameters.Longest, Yellow);
        Draw(picture, scan.Grid, plane, diameters.Perpendicular, Cyan);
        return WithFooter(picture, diameters, (axis, slice));
    }

    /// <summary>One slice, the lesion's box and a margin around, within the grid.</summary>
    private static VoxelBox Around(VoxelBox box, Grid grid, (int Axis, int Slice) at, double longestMm)
    {
        int[] first = [box.FirstX, box.FirstY, box.FirstZ], last = [box.LastX, box.LastY, box.LastZ];
        for (int axis = 0; axis < 3; axis++)
        {
            int margin = (int)Math.Ceiling(Math.Max(MarginMm, 0.3 * longestMm) / grid.Spacing[axis]);
            first[axis] = axis == at.Axis ? at.Slice : Math.Max(0, first[axis] - margin);
            last[axis] = axis == at.Axis ? at.Slice : Math.Min(grid.Size[axis] - 1, last[axis] + margin);
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

    private static RgbPicture WithFooter(RgbPicture picture, SliceDiameters diameters, (int Axis, int Slice) at)
    {
        (string Text, Rgb Color, int After)[] words =
        [
            ($"{diameters.Longest.LengthMm:0.0}", Yellow, 8),
            ($"x {diameters.Perpendicular.LengthMm:0.0} mm", Cyan, 16),
            ($"slice {"xyz"[at.Axis]} {at.Slice}", Grey, FooterMargin),
        ];
        int wide = FooterMargin + words.Sum(word => PictureDrawing.TextSize(word.Text, FooterScale).Width + word.After);
        var framed = new RgbPicture(Math.Max(picture.Width, wide), picture.Height + FooterPixels);
        framed.Paste(picture, 0, 0);
        int x = FooterMargin;
        foreach ((string text, Rgb color, int after) in words)
        {
            framed.DrawText(text, (x, picture.Height + FooterMargin), color, FooterScale);
            x += PictureDrawing.TextSize(text, FooterScale).Width + after;
        }

        return framed;
    }
}
