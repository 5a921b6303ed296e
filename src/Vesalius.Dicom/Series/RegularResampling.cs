using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Pixels;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Series;

/// <summary>
/// Makes a volume with right angles and equal steps out of slices that are tilted or unevenly spaced. Every slice is shifted within its
/// plane
/// to where it lies, and values between slices are interpolated linearly. Padding is not mixed with tissue: there the nearest value counts.
/// </summary>
public static class RegularResampling
{
    /// <summary>Resamples a series.</summary>
    /// <param name="series">A series of grey frames with places.</param>
    /// <param name="stepMm">The distance of the new slices; the usual step of the old ones by default.</param>
    /// <param name="decoders">Who decodes compressed frames; this library's own decoders by default.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Real values. Where no slice reaches, padding where the file has a padding value, else the lowest value.</returns>
    /// <exception cref="VolumeFormatException">
    /// The series has no places, a single slice, or cannot be read; or the new volume is too large for one array.
    /// </exception>
    public static Volume<float> Of(
        DicomSeries series, double? stepMm = null, FrameDecoders? decoders = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!series.IsVolume)
        {
            throw new VolumeFormatException(
                "DICOM", "only slices with positions, at least two of them, can be resampled to a regular volume.", series.First.Path);
        }

        SlicePlacement[] places = SlicePlacement.Of(series);
        Grid grid = GridOf(series, places, stepMm ?? UsualStep(series.Geometry.StepsMm));
        ReadLimits.Default.Check(series.Identify() with { Grid = grid, Type = VoxelType.Float32 }, series.First.Path);
        Volume<float> source = series.ReadAsTheyAre(decoders, cancellation);
        ShiftedSlices slices = new(source, places, grid, PaddingOf(series), Fill(series, source));
        var result = new Volume<float>(grid);
        double step = grid.Affine.ZStep.Length;
        Pixels.Frames.ForEach(grid.Size.Z, z => Blend(slices, places, z * step, result.Slice(z)), cancellation);
        return result;
    }

    /// <summary>The median step, which a few gaps do not change.</summary>
    private static double UsualStep(IReadOnlyList<double> steps) => steps.Order().ElementAt(steps.Count / 2);

    private static Grid GridOf(DicomSeries series, SlicePlacement[] places, double step)
    {
        FramePlane first = series.Frames[0].Plane!.Value;
        PixelSize pixel = series.Frames[0].PixelSize;
        double left = places.Min(place => place.X), right = places.Max(place => place.X), top = places.Min(place => place.Y), bottom =
            places.Max(place => place.Y);
        Size3 size = series.Geometry.Grid.Size;
        var wanted = new Size3(
            size.X + (int)Math.Ceiling(right - left - 1e-3),
            size.Y + (int)Math.Ceiling(bottom - top - 1e-3),
            1 + (int)Math.Floor(places[^1].Depth / step + 1e-3));
        WorldPoint origin = first.Position + (first.Row * (left * pixel.X) + first.Column * (top * pixel.Y));
        return new Grid(wanted, new Affine(first.Row * pixel.X, first.Column * pixel.Y, first.Normal * step, origin));
    }

    /// <summary>One new slice from the two old ones around it.</summary>
    private static void Blend(ShiftedSlices slices, SlicePlacement[] places, double depth, Span<float> target)
    {
        int above = Math.Clamp(Array.FindIndex(places, place => place.Depth > depth), 1, places.Length - 1);
        above = depth >= places[^1].Depth ? places.Length - 1 : above;
        double part = Math.Clamp((depth - places[above - 1].Depth) / (places[above].Depth - places[above - 1].Depth), 0, 1);
        if (part < 1e-6 || part > 1 - 1e-6)
        {
            slices.Shift(part < 0.5 ? above - 1 : above, target);
            return;
        }

        float[] upper = new float[target.Length];
        slices.Shift(above - 1, target);
        slices.Shift(above, upper);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = slices.IsPadding(target[i]) || slices.IsPadding(upper[i])
                ? part < 0.5 ? target[i] : upper[i]
                : (float)(target[i] + part * (upper[i] - target[i]));
        }
    }

    /// <summary>The real values that padding has.</summary>
    private static PixelPadding? PaddingOf(DicomSeries series)
    {
        if (series.First.Padding is not { } padding || series.Frames[0].Transform.Table is not null)
        {
            return null;
        }

        ModalityTransform transform = series.Frames[0].Transform;
        double a = transform.Apply(padding.Lowest), b = transform.Apply(padding.Highest);
        return new PixelPadding(Math.Min(a, b), Math.Max(a, b));
    }

    private static float Fill(DicomSeries series, Volume<float> source) =>
        PaddingOf(series) is { } padding ? (float)padding.Lowest : System.Numerics.Tensors.TensorPrimitives.Min<float>(source.Voxels);
}
