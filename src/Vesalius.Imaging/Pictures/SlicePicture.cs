using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Pictures;

/// <summary>
/// Pictures of slices in the radiological convention (the patient's left on the right of axial and coronal slices, the front above or on the
/// left, the head above), with square pixels whatever the voxel spacing. Oblique scans are shown along their own axes.
/// </summary>
public static class SlicePicture
{
    /// <summary>How many slices a grid has in a plane.</summary>
    public static int SliceCount(Grid grid, SlicePlane plane)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Size[new SliceView(grid, plane).Normal];
    }

    /// <summary>A grey picture of one slice.</summary>
    /// <param name="scan">The scan; a 2-D image is shown as its only axial slice.</param>
    /// <param name="plane">Which plane.</param>
    /// <param name="index">Which slice, counted along the scan's own voxel axis across that plane, from 0.</param>
    /// <param name="window">The intensities from black to white.</param>
    /// <param name="pixelMm">The edge of a pixel in millimetres; null for the smaller of the slice's two spacings.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice.</exception>
    public static RgbPicture Of(Volume<float> scan, SlicePlane plane, int index, IntensityWindow window, double? pixelMm = null)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(window);
        var view = new SliceView(scan.Grid, plane);
        double pixel = pixelMm ?? Math.Min(view.SpacingAcross, view.SpacingDown);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixel, nameof(pixelMm));
        static int Pixels(int voxels, double spacing, double pixel) => Math.Max(1, (int)Math.Round(voxels * spacing / pixel));
        var picture = new RgbPicture(Pixels(view.Width, view.SpacingAcross, pixel), Pixels(view.Height, view.SpacingDown, pixel));
        Volume<float> slice = view.Cut(scan, index);
        Volume<float> scaled = Resampling.Onto(slice, slice.Grid.WithSize(new Size3(picture.Width, picture.Height, 1)), Interpolation.Linear);
        for (int i = 0; i < scaled.Voxels.Length; i++)
        {
            picture.Pixels.Slice(3 * i, 3).Fill(window.Grey(scaled.Voxels[i]));
        }

        return picture;
    }

    /// <summary>The picture with the labels of the same slice drawn over it in their colours; the picture that came is left as it is.</summary>
    /// <param name="picture">A picture of this plane and slice, of any size.</param>
    /// <param name="labels">The labels, on the scan's grid.</param>
    /// <param name="plane">Which plane.</param>
    /// <param name="index">Which slice, as for the scan.</param>
    /// <param name="style">How they are drawn; filled and outlined when null.</param>
    public static RgbPicture WithLabels(RgbPicture picture, LabelMap labels, SlicePlane plane, int index, OverlayStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(labels);
        style ??= new OverlayStyle();
        RgbPicture result = picture.Copy();
        var view = new SliceView(labels.Grid, plane);
        for (int layer = 0; layer < labels.Layers.Count; layer++)
        {
            Volume<ushort> slice = view.Cut(labels.Layers[layer], index);
            Volume<ushort> scaled = Resampling.Onto(slice, slice.Grid.WithSize(new Size3(picture.Width, picture.Height, 1)));
            Draw(scaled, value => labels.Table.Find(value, layer)?.Color ?? Rgb.ForLabel(value), style, result);
        }

        return result;
    }

    /// <summary>The plane whose slices are counted along a voxel axis.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="axis">The voxel axis: 0 (x), 1 (y) or 2 (z).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static SlicePlane PlaneAcross(Grid grid, int axis)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(axis);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(axis, 2);
        return Enum.GetValues<SlicePlane>().Single(plane => new SliceView(grid, plane).Normal == axis);
    }

    /// <summary>Where a point of the patient falls on a picture of a plane; it may lie beyond the picture's edges. Whole numbers are pixel centres.</summary>
    /// <param name="grid">The grid of the scan that was drawn.</param>
    /// <param name="plane">The plane that was drawn.</param>
    /// <param name="picture">The picture, of any size.</param>
    /// <param name="point">The point, in the patient (LPS+ mm).</param>
    public static (double X, double Y) PixelOf(Grid grid, SlicePlane plane, RgbPicture picture, WorldPoint point)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(picture);
        var view = new SliceView(grid, plane);
        (double across, double down) = view.Place(grid.ToVoxel(point));
        return ((across + 0.5) * picture.Width / view.Width - 0.5, (down + 0.5) * picture.Height / view.Height - 0.5);
    }

    private static void Draw(Volume<ushort> labels, Func<int, Rgb> colorOf, OverlayStyle style, RgbPicture picture)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (labels[x, y, 0] is > 0 and ushort value)
                {
                    double opacity = IsBorder(labels, (x, y), value, style.OutlinePixels) ? Math.Max(style.OutlineOpacity, style.FillOpacity) : style.FillOpacity;
                    picture[x, y] = picture[x, y].Towards(colorOf(value), Math.Clamp(opacity, 0, 1));
                }
            }
        }
    }

    private static bool IsBorder(Volume<ushort> labels, (int X, int Y) pixel, ushort value, int width)
    {
        bool Differs(int u, int v) => labels.Size.Contains(u, v, 0) && labels[u, v, 0] != value;
        for (int step = 1; step <= width; step++)
        {
            if (Differs(pixel.X - step, pixel.Y) || Differs(pixel.X + step, pixel.Y) || Differs(pixel.X, pixel.Y - step) || Differs(pixel.X, pixel.Y + step))
            {
                return true;
            }
        }

        return false;
    }
}
