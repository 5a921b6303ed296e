using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// Refines a linear map by a free-form deformation that makes the scans more alike without bending more than it must and without folding,
/// from coarse to fine.
/// </summary>
public static class DeformableRegistration
{
    private const int LeastSamples = 5000;
    private const int MostControlPoints = 1_000_000;
    private const double LeastGain = 2e-6;

    /// <summary>Refines the map of a fixed scan to a moving one. Neither scan is changed.</summary>
    /// <param name="fixedScan">The scan that stays.</param>
    /// <param name="moving">The scan that is laid over it.</param>
    /// <param name="linear">Where each point of the fixed scan lies in the moving one, as <see cref="ImageRegistration"/> finds it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="ArgumentException">
    /// A mask is empty, the scans do not overlap under the linear map, or the lattice would have more than a million control points.
    /// </exception>
    public static DeformableResult Refine(Volume<float> fixedScan, Volume<float> moving, WorldTransform linear,
        DeformableOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fixedScan);
        ArgumentNullException.ThrowIfNull(moving);
        options ??= new DeformableOptions();
        ExpectRoom(fixedScan.Grid, options.StepMm);
        WorldPoint[] points = SamplePoints.Of(fixedScan, options.FixedMask, options.Samples, options.Seed);
        double finest = Math.Min(ImageRegistration.Step(fixedScan.Grid), ImageRegistration.Step(moving.Grid));
        (FreeFormDeformation? found, double before, double after, int steps) = (null, double.NaN, double.NaN, 0);
        for (int level = options.Levels - 1; level >= 0; level--)
        {
            double step = finest * (1 << level);
            (Volume<float> coarseFixed, Volume<float> coarseMoving) = (BlockMean.Of(fixedScan, step), BlockMean.Of(moving, step));
            WorldPoint[] chosen = ImageRegistration.Thinned(points, Math.Max(LeastSamples, options.Samples >> level));
            var compared = new ComparedPoints(chosen, coarseFixed, coarseMoving, options.MovingMask);
            IComparison comparison = ImageRegistration.Comparison(compared, coarseMoving, options.Metric, options.Bins);
            SplineLattice lattice = SplineLattice.Over(fixedScan.Grid, options.StepMm * (1 << level));
            var similarity = new DeformableSimilarity(compared, comparison, lattice, (linear, options.BendingCost));
            before = Start(similarity, lattice);
            (Vector256<double>[] pulls, int taken) = new QuasiNewton().Descend(
                similarity.At, pulls => IsAllowed(lattice, pulls, options.LeastJacobian), Refined(found, lattice),
                (step, options.Steps, LeastGain), cancellation);
            (found, steps) = (new FreeFormDeformation(lattice, pulls), steps + taken);
            similarity.At(pulls);
            after = similarity.Similarity;
        }

        return new DeformableResult(new RegistrationMap(linear, found), after, before, found!.LeastJacobian(), steps);
    }

    private static double Start(DeformableSimilarity similarity, SplineLattice lattice)
    {
        similarity.At(new Vector256<double>[lattice.Count]);
        return double.IsFinite(similarity.Similarity)
            ? similarity.Similarity
            : throw new ArgumentException("The scans do not overlap under the linear map, or one of them shows a single value. "
                + "Register them linearly first.");
    }

    private static Vector256<double>[] Refined(FreeFormDeformation? found, SplineLattice lattice) => found is null
        ? new Vector256<double>[lattice.Count]
        : LatticeRefinement.Of(found.Lattice.Size, found.Pulls, lattice.Grid.Size);

    private static bool IsAllowed(SplineLattice lattice, Vector256<double>[] pulls, double leastJacobian) =>
        new FreeFormDeformation(lattice, pulls).LeastJacobian(2) >= leastJacobian;

    private static void ExpectRoom(Grid scan, double stepMm)
    {
        double count = 1;
        for (int axis = 0; axis < 3; axis++)
        {
            count *= (scan.Size[axis] - 1) * scan.Spacing[axis] / stepMm + 3;
        }

        if (count > MostControlPoints)
        {
            throw new ArgumentException($"A lattice with a step of {stepMm} mm over this scan has about {count:0} control points; the most "
                + $"is {MostControlPoints}. Take a larger step.", nameof(stepMm));
        }
    }
}
