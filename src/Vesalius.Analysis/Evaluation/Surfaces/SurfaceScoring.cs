namespace Vesalius.Analysis.Evaluation;

/// <summary>From the distances in both directions to scores, under one convention.</summary>
internal sealed class SurfaceScoring(SurfaceConvention convention, EvaluationOptions options)
{
    // The percentile of the robust Hausdorff distance.
    private const double Robust = 95;

    /// <summary>The scores when neither mask has a voxel.</summary>
    public SurfaceScores OfNothing() => new()
    {
        HausdorffMm = convention.EmptyHausdorff.BothEmpty,
        HausdorffPercentileMm = convention.EmptyPercentile.BothEmpty,
        Percentiles =
        [
            .. options.HausdorffPercentiles.Select(percent => new SurfacePercentile(percent, convention.EmptyPercentile.BothEmpty)),
        ],
        AssdMm = convention.EmptyMean.BothEmpty,
        MasdMm = convention.EmptyMean.BothEmpty,
        ReferenceToPredictionMm = double.NaN,
        PredictionToReferenceMm = double.NaN,
        Agreement = [.. options.TolerancesMm.Select(tolerance => new SurfaceAgreement(tolerance, convention.EmptyAgreement.BothEmpty, double.NaN, double.NaN))],
        ReferenceSurface = 0,
        PredictionSurface = 0,
    };

    /// <summary>The scores of two masks of which at least one has a voxel; a mask without surface counts as an empty one.</summary>
    public SurfaceScores Of(DirectedDistances reference, DirectedDistances prediction)
    {
        if (reference.Weight == 0 && prediction.Weight == 0)
        {
            return OfNothing();
        }

        bool isOneEmpty = reference.Weight == 0 || prediction.Weight == 0;
        return new SurfaceScores
        {
            HausdorffMm = isOneEmpty ? convention.EmptyHausdorff.OneEmpty : Math.Max(reference.Largest, prediction.Largest),
            HausdorffPercentileMm = Percentile(reference, prediction, Robust),
            Percentiles =
            [
                .. options.HausdorffPercentiles.Select(percent => new SurfacePercentile(percent, Percentile(reference, prediction, percent))),
            ],
            AssdMm = isOneEmpty ? convention.EmptyMean.OneEmpty : (reference.Moment + prediction.Moment) / (reference.Weight + prediction.Weight),
            MasdMm = isOneEmpty ? convention.EmptyMean.OneEmpty : (reference.Mean + prediction.Mean) / 2,
            ReferenceToPredictionMm = reference.Mean,
            PredictionToReferenceMm = prediction.Mean,
            ReferenceToPredictionPercentileMm = isOneEmpty ? double.NaN : reference.Percentile(Robust, convention.Percentile),
            PredictionToReferencePercentileMm = isOneEmpty ? double.NaN : prediction.Percentile(Robust, convention.Percentile),
            Agreement = [.. options.TolerancesMm.Select(tolerance => Agreement(reference, prediction, tolerance))],
            ReferenceSurface = reference.Weight,
            PredictionSurface = prediction.Weight,
        };
    }

    private double Percentile(DirectedDistances reference, DirectedDistances prediction, double percent)
    {
        if (reference.Weight == 0 || prediction.Weight == 0)
        {
            return convention.EmptyPercentile.OneEmpty;
        }

        double Of(DirectedDistances distances) => distances.Percentile(percent, convention.Percentile);
        return convention.Combination switch
        {
            PercentileCombination.Pooled => Of(reference.With(prediction)),
            PercentileCombination.Mean => (Of(reference) + Of(prediction)) / 2,
            _ => Math.Max(Of(reference), Of(prediction)),
        };
    }

    private SurfaceAgreement Agreement(DirectedDistances reference, DirectedDistances prediction, double tolerance)
    {
        double r = reference.WeightWithin(tolerance), p = prediction.WeightWithin(tolerance);
        double ofReference = r / reference.Weight, ofPrediction = p / prediction.Weight;
        double both = convention.Agreement == AgreementRule.Pooled
            ? (r + p) / (reference.Weight + prediction.Weight)
            : (ofReference + ofPrediction) / 2;
        bool isOneEmpty = reference.Weight == 0 || prediction.Weight == 0;
        return new SurfaceAgreement(tolerance, isOneEmpty ? convention.EmptyAgreement.OneEmpty : both, ofReference, ofPrediction);
    }
}
