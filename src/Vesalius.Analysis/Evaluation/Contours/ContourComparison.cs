using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How much of the contours of two masks agrees: boundary IoU and added path length, at each tolerance.</summary>
public static class ContourComparison
{
    /// <summary>Compares the contours of two masks.</summary>
    /// <param name="reference">The true mask.</param>
    /// <param name="prediction">The mask to judge, on the same grid.</param>
    /// <param name="options">The profile and the tolerances.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GridMismatchException">The masks lie on different grids.</exception>
    /// <exception cref="ArgumentException">The axes of the grid are not at right angles.</exception>
    public static IReadOnlyList<ContourAgreement> Of(
        Volume<bool> reference, Volume<bool> prediction, EvaluationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(options);
        return Of(MaskPair.Of(reference, prediction), options, cancellation);
    }

    /// <summary>Compares masks that were cut out already; null stands for two empty ones.</summary>
    internal static IReadOnlyList<ContourAgreement> Of(MaskPair? pair, EvaluationOptions options, CancellationToken cancellation)
    {
        if (pair is null)
        {
            double iou = options.Profile.EmptyBoundaryIou.BothEmpty;
            return [.. options.TolerancesMm.Select(tolerance => new ContourAgreement(tolerance, iou, 0))];
        }

        double[] band = BoundaryIou(pair, options, cancellation), path = AddedPath.Of(pair, options.TolerancesMm, cancellation);
        return [.. options.TolerancesMm.Select((tolerance, i) => new ContourAgreement(tolerance, band[i], path[i]))];
    }

    private static double[] BoundaryIou(MaskPair pair, EvaluationOptions options, CancellationToken cancellation)
    {
        if (!pair.Reference.Contains((byte)1) || !pair.Prediction.Contains((byte)1))
        {
            return [.. options.TolerancesMm.Select(_ => options.Profile.EmptyBoundaryIou.OneEmpty)];
        }

        var depths = new BoundaryDepth(pair.Grid, options.Profile.Band, options.TolerancesMm.Append(0).Max());
        float[] reference = depths.Of(pair.Reference, cancellation), prediction = depths.Of(pair.Prediction, cancellation);
        return [.. options.TolerancesMm.Select(tolerance => Iou(reference, prediction, tolerance))];
    }

    private static double Iou(float[] reference, float[] prediction, double tolerance)
    {
        long both = 0, either = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            bool r = BoundaryDepth.IsWithin(reference[i], tolerance), p = BoundaryDepth.IsWithin(prediction[i], tolerance);
            both += r & p ? 1 : 0;
            either += r | p ? 1 : 0;
        }

        return (double)both / either;
    }
}
