using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How far the surfaces of two masks lie apart, under the conventions of a profile.</summary>
public static class SurfaceComparison
{
    /// <summary>Compares the surfaces of two masks.</summary>
    /// <param name="reference">The true mask.</param>
    /// <param name="prediction">The mask to judge, on the same grid.</param>
    /// <param name="options">The profile, the tolerances and the percentile.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The scores, or null when the profile has none of surfaces.</returns>
    /// <exception cref="GridMismatchException">The masks lie on different grids.</exception>
    /// <exception cref="ArgumentException">The axes of the grid are not at right angles.</exception>
    public static SurfaceScores? Of(
        Volume<bool> reference, Volume<bool> prediction, EvaluationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(options);
        return Of(MaskPair.Of(reference, prediction), options, cancellation);
    }

    /// <summary>Compares the surfaces of two masks that were cut out already; null stands for two empty ones.</summary>
    internal static SurfaceScores? Of(MaskPair? pair, EvaluationOptions options, CancellationToken cancellation)
    {
        MetricProfile profile = options.Profile;
        if (profile.Surface is not { } convention)
        {
            return null;
        }

        SurfaceScores distances = Measure(pair, convention, options, cancellation);
        return profile.Agreement is { } other ? distances with { Agreement = Measure(pair, other, options, cancellation).Agreement } : distances;
    }

    private static SurfaceScores Measure(MaskPair? pair, SurfaceConvention convention, EvaluationOptions options, CancellationToken cancellation)
    {
        var scoring = new SurfaceScoring(convention, options);
        if (pair is null)
        {
            return scoring.OfNothing();
        }

        DistanceTransform.ExpectRightAngles(pair.Grid);
        MaskPair compared = convention.LosesLastLayer ? pair.WithoutLastLayers() : pair;
        (DirectedDistances reference, DirectedDistances prediction) = convention.Boundary == BoundaryKind.VoxelFace
            ? BetweenFaces(compared, cancellation)
            : BetweenPlaces(compared, convention, cancellation);
        return scoring.Of(reference, prediction);
    }

    private static (DirectedDistances Reference, DirectedDistances Prediction) BetweenPlaces(
        MaskPair pair, SurfaceConvention convention, CancellationToken cancellation)
    {
        BoundaryElements reference = BoundaryElements.Of(pair, pair.Reference, convention);
        BoundaryElements prediction = BoundaryElements.Of(pair, pair.Prediction, convention);
        return (DirectedDistances.Of(reference, prediction, convention.Distances, cancellation),
            DirectedDistances.Of(prediction, reference, convention.Distances, cancellation));
    }

    private static (DirectedDistances Reference, DirectedDistances Prediction) BetweenFaces(MaskPair pair, CancellationToken cancellation)
    {
        VoxelFaces reference = VoxelFaces.Of(pair.Grid, pair.Reference), prediction = VoxelFaces.Of(pair.Grid, pair.Prediction);
        return (reference.DistancesTo(prediction, cancellation), prediction.DistancesTo(reference, cancellation));
    }
}
