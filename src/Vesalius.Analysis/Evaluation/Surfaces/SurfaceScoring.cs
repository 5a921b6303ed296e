namespace Vesalius.Analysis.Evaluation;

/// <summary>From the distances in both directions to scores, under one convention.</summary>
internal sealed class SurfaceScoring(SurfaceConvention convention, EvaluationOptions options)
{
    /// <summary>The scores when neither mask has a voxel.</summary>
    public SurfaceScores OfNothing() => new()
    {
        HausdorffMm = convention.EmptyHausdorff.BothEmpty,
        HausdorffPercentileMm = convention.EmptyPercentile.BothEmpty,
        AssdMm = convention.EmptyMean.BothEmpty,
        MasdMm = convention.EmptyMean.BothEmpty,
        ReferenceToPredictionMm = double.NaN,
        PredictionToReferenceMm = double.NaN,
        Agreement = [.. options.TolerancesMm.Select(tolerance => new SurfaceAgreement(tolerance, convention.EmptyAgreement.BothEmpty, double.NaN, double.NaN))],
        ReferenceSurface = 0,
        PredictionSurface = 0,
    };

    /// <summary>The scores of two masks of which at least one has a voxel.</summary>
    public SurfaceScores Of(DirectedDistances reference, DirectedDistances prediction)
    {
        bool isOneEmpty = reference.Weight == 0 || prediction.Weight == 0;
        return new SurfaceScores
        {
            HausdorffMm = isOneEmpty ? convention.EmptyHausdorff.OneEmpty : Math.Max(reference.Largest, prediction.Largest),
            HausdorffPercentileMm = isOneEmpty ? convention.EmptyPercentile.OneEmpty : Percentile(reference, prediction),
            AssdMm = isOneEmpty ? convention.EmptyMean.OneEmpty : (reference.Moment + prediction.Moment) / (reference.Weight + prediction.Weight),
            MasdMm = isOneEmpty ? convention.EmptyMean.OneEmpty : (reference.Mean + prediction.Mean) / 2,
            ReferenceToPredictionMm = reference.Mean,
            PredictionToReferenceMm = prediction.Mean,
            Agreement = [.. options.TolerancesMm.Select(tolerance => Agreement(reference, prediction, tolerance))],
            ReferenceSurface = reference.Weight,
            PredictionSurface = prediction.Weight,
        };
    }

    private double Percentile(DirectedDistances reference, DirectedDistances prediction) =>
        convention.Combination == PercentileCombination.Pooled
            ? reference.With(prediction).Percentile(options.HausdorffPercentile, convention.Percentile)
            : Math.Max(
                reference.Percentile(options.HausdorffPercentile, convention.Percentile),
                prediction.Percentile(options.HausdorffPercentile, convention.Percentile));

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
