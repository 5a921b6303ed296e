using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>Chooses the grid on which the network works.</summary>
internal static class WorkingGridPlanner
{
    /// <summary>From this ratio of spacings on, the coarse axis of a volume is treated apart.</summary>
    private const double Anisotropic = 3;

    /// <summary>Planar images whose longer sides differ by more than this, or are longer than <see cref="LongestPlanarSide"/>, are brought to one length.</summary>
    private const double SimilarSides = 1.5;

    private const int LongestPlanarSide = 512;

    public static WorkingGrid Choose(Fingerprint fingerprint, PlannerOptions options)
    {
        if (fingerprint.Scans.All(scan => scan.Dimensions == 2))
        {
            double[] sides = [.. fingerprint.Scans.Select(scan => (double)Math.Max(scan.Size.X, scan.Size.Y)).Order()];
            bool unknownSpacing = fingerprint.Scans.All(scan => scan.Spacing.X == 1 && scan.Spacing.Y == 1);
            bool similar = Percentile(sides, 90) / Percentile(sides, 10) <= SimilarSides && Percentile(sides, 50) <= LongestPlanarSide;
            if (unknownSpacing || !similar)
            {
                return new WorkingGrid.OfLongestSide((int)Math.Min(options.LongestSide, Math.Max(16, Percentile(sides, 50))));
            }
        }

        return new WorkingGrid.OfSpacing(options.Spacing ?? TargetSpacing(fingerprint));
    }

    /// <summary>The median size of the scans on the working grid, and its spacing.</summary>
    public static (Size3 Size, Spacing Spacing) Median(Fingerprint fingerprint, WorkingGrid grid)
    {
        Grid[] grids = [.. fingerprint.Scans.Select(scan => grid.For(new Grid(scan.Size, Affine.FromSpacing(scan.Spacing), scan.Dimensions)))];
        int Along(int axis) => (int)Math.Ceiling(Percentile([.. grids.Select(one => (double)one.Size[axis]).Order()], 50));
        double Step(int axis) => Percentile([.. grids.Select(one => one.Spacing[axis]).Order()], 50);
        return (new Size3(Along(0), Along(1), Along(2)), new Spacing(Step(0), Step(1), Step(2)));
    }

    /// <summary>The median spacing; a coarse axis with few slices gets the 10th percentile of its own, but no less than the other axes.</summary>
    private static Spacing TargetSpacing(Fingerprint fingerprint)
    {
        double[][] spacings = [.. Enumerable.Range(0, 3).Select(axis => fingerprint.Scans.Select(scan => scan.Spacing[axis]).Order().ToArray())];
        double[] sizes = [.. Enumerable.Range(0, 3).Select(axis => Percentile([.. fingerprint.Scans.Select(scan => (double)scan.Size[axis]).Order()], 50))];
        double[] target = [.. spacings.Select(sorted => Percentile(sorted, 50))];
        int worst = Array.IndexOf(target, target.Max());
        int[] others = [.. Enumerable.Range(0, 3).Where(axis => axis != worst)];
        double coarsestOther = others.Max(axis => target[axis]), shortestOther = others.Min(axis => sizes[axis]);
        if (target[worst] > Anisotropic * coarsestOther && sizes[worst] * Anisotropic < shortestOther)
        {
            target[worst] = Math.Max(Percentile(spacings[worst], 10), coarsestOther);
        }

        return new Spacing(target[0], target[1], target[2]);
    }

    /// <summary>The value below which a part of the sorted values lies, linearly between neighbours.</summary>
    public static double Percentile(double[] sorted, double percent)
    {
        double place = percent / 100 * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}
