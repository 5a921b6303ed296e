using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>
/// Resampling between the centres of the outermost voxels, which stay where they are (elsewhere in this library outer faces do): the new
/// size is the old one times the ratio of spacings, rounded, half to even; <c>in = out·(N_in − 1)/(N_out − 1)</c>.
/// Source: SciPy's ndimage.zoom.
/// </summary>
internal static class CornerSampling
{
    /// <summary>The grid: its first voxel stays where it is, and its spacing is the one that is wanted.</summary>
    public static Grid GridFor(Grid scan, Spacing spacing)
    {
        Spacing own = scan.Spacing;
        int Along(int axis) => Math.Max(1, (int)Math.Round(scan.Size[axis] * own[axis] / spacing[axis]));
        WorldVector Step(int axis) => scan.Affine.Step(axis) * (spacing[axis] / own[axis]);
        return new Grid(new Size3(Along(0), Along(1), Along(2)), new Affine(Step(0), Step(1), Step(2), scan.Affine.Origin));
    }

    /// <summary>Intensities, linearly, without what follows the decimal point.</summary>
    public static Volume<float> Linear(Volume<float> scan, Grid target)
    {
        var result = new Volume<float>(target);
        (int Low, int High, double Weight)[] xs = Taps(scan.Size.X, target.Size.X), ys = Taps(scan.Size.Y, target.Size.Y);
        (int Low, int High, double Weight)[] zs = Taps(scan.Size.Z, target.Size.Z);
        Parallel.For(0, target.Size.Z, z =>
        {
            for (int y = 0; y < target.Size.Y; y++)
            {
                Span<float> row = result.Row(y, z);
                var rows = new Neighbours(scan, ys[y], zs[z]);
                for (int x = 0; x < row.Length; x++)
                {
                    (int low, int high, double weight) = xs[x];
                    row[x] = (float)Math.Truncate(rows.Sum(rows.Sum(0, low, 1 - weight), high, weight));
                }
            }
        });
        return result;
    }

    /// <summary>Labels, from the nearest voxel.</summary>
    public static Volume<ushort> Nearest(Volume<ushort> labels, Grid target)
    {
        var result = new Volume<ushort>(target);
        int[] xs = Nearest(labels.Size.X, target.Size.X), ys = Nearest(labels.Size.Y, target.Size.Y);
        int[] zs = Nearest(labels.Size.Z, target.Size.Z);
        Parallel.For(0, target.Size.Z, z =>
        {
            for (int y = 0; y < target.Size.Y; y++)
            {
                Span<ushort> row = result.Row(y, z);
                ReadOnlySpan<ushort> from = labels.Row(ys[y], zs[z]);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = from[xs[x]];
                }
            }
        });
        return result;
    }

    private static (int Low, int High, double Weight)[] Taps(int from, int to) => [.. Enumerable.Range(0, to).Select(i =>
    {
        double at = Math.Min(Place(i, from, to), from - 1);
        int low = (int)at;
        return (low, Math.Min(low + 1, from - 1), at - low);
    })];

    private static int[] Nearest(int from, int to) =>
        [.. Enumerable.Range(0, to).Select(i => Math.Min((int)Math.Floor(Place(i, from, to) + 0.5), from - 1))];

    private static double Place(int index, int from, int to) => to == 1 ? 0 : index * ((from - 1.0) / (to - 1));

    /// <summary>The four rows around a place. Products and sums have SciPy's order: what is cut off hangs on the last bit.</summary>
    private readonly ref struct Neighbours(Volume<float> scan, (int Low, int High, double Weight) y, (int Low, int High, double Weight) z)
    {
        private readonly ReadOnlySpan<float> lowLow = scan.Row(y.Low, z.Low);
        private readonly ReadOnlySpan<float> lowHigh = scan.Row(y.Low, z.High);
        private readonly ReadOnlySpan<float> highLow = scan.Row(y.High, z.Low);
        private readonly ReadOnlySpan<float> highHigh = scan.Row(y.High, z.High);

        public double Sum(double before, int x, double weight) =>
            before + lowLow[x] * weight * (1 - y.Weight) * (1 - z.Weight) + lowHigh[x] * weight * (1 - y.Weight) * z.Weight
            + highLow[x] * weight * y.Weight * (1 - z.Weight) + highHigh[x] * weight * y.Weight * z.Weight;
    }
}
