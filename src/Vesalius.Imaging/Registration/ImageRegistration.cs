namespace Vesalius.Imaging.Registration;

/// <summary>Finds the rigid or affine map that lays one scan over another, from coarse to fine.</summary>
public static class ImageRegistration
{
    private const int LeastSamples = 2000;
    private const int EnoughVoxels = 200_000;

    /// <summary>Registers a moving scan to a fixed one. Neither is changed.</summary>
    /// <param name="fixedScan">The scan that stays.</param>
    /// <param name="moving">The scan that is laid over it.</param>
    /// <param name="options">How; null for rigid with mutual information.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="ArgumentException">A mask is empty, or the scans nowhere overlap from where the search starts.</exception>
    public static RegistrationResult Align(
        Volume<float> fixedScan, Volume<float> moving, RegistrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fixedScan);
        ArgumentNullException.ThrowIfNull(moving);
        options ??= new RegistrationOptions();
        WorldPoint[] points = SamplePoints.Of(fixedScan, options.FixedMask, options.Samples, options.Seed);
        double finest = Math.Min(Step(fixedScan.Grid), Step(moving.Grid));
        WorldTransform? found = options.Start;
        (double startValue, ISimilarity? last, int steps) = (double.NaN, null, 0);
        for (int level = options.Levels - 1; level >= 0; level--)
        {
            double step = finest * (1 << level);
            (Volume<float> coarseFixed, Volume<float> coarseMoving) = (BlockMean.Of(fixedScan, step), BlockMean.Of(moving, step));
            WorldPoint[] chosen = Thinned(points, Math.Max(LeastSamples, options.Samples >> level));
            var space = new MotionSpace(options.Kind, chosen);
            var compared = new ComparedPoints(chosen, coarseFixed, coarseMoving, options.MovingMask);
            last = new LinearSimilarity(compared, space, Comparison(compared, coarseMoving, options.Metric, options.Bins));
            WorldTransform start = found ?? RegistrationStart.Of(coarseFixed, coarseMoving, last, space.Centre);
            startValue = Compared(last, start).Value;
            (WorldTransform top, int taken) = RegularStep.Climb(last, space, start, (step, 0.002 * step, options.Steps), cancellation);
            (found, steps) = (top, steps + taken);
        }

        (double value, double overlap) = Compared(last!, found!.Value);
        return new RegistrationResult(found.Value, value, startValue, overlap, steps);
    }

    private static (double Value, double Overlap) Compared(ISimilarity similarity, WorldTransform transform)
    {
        (double value, _, double overlap) = similarity.At(transform);
        return overlap > 0
            ? (value, overlap)
            : throw new ArgumentException("The scans do not overlap, or one of them shows a single value. Give a start that lays them over "
                + "each other.", nameof(transform));
    }

    /// <summary>The comparison that was asked for.</summary>
    internal static IComparison Comparison(ComparedPoints points, Volume<float> moving, SimilarityMetric metric, int bins) =>
        metric == SimilarityMetric.NormalizedCorrelation
            ? new Correlation(points)
            : new MutualInformation(points, IntensityBins.RangeOf(Some(moving.Array)), bins);

    /// <summary>Enough voxels to know the range; an odd step does not fall into columns.</summary>
    private static IEnumerable<double> Some(float[] voxels)
    {
        int step = voxels.Length / EnoughVoxels | 1;
        for (int i = 0; i < voxels.Length; i += step)
        {
            yield return voxels[i];
        }
    }

    /// <summary>So many of the points, spread evenly.</summary>
    internal static WorldPoint[] Thinned(WorldPoint[] points, int wanted) => wanted >= points.Length
        ? points
        : [.. Enumerable.Range(0, wanted).Select(i => points[(int)((long)i * points.Length / wanted)])];

    /// <summary>The smallest step between voxels that tell places apart, in mm.</summary>
    internal static double Step(Grid grid) => grid.Dimensions == 2
        ? Math.Min(grid.Spacing.X, grid.Spacing.Y)
        : Math.Min(grid.Spacing.X, Math.Min(grid.Spacing.Y, grid.Spacing.Z));
}
