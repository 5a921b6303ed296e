namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// How far the surfaces of two masks lie apart, in millimetres, under the conventions of one profile. When a mask is empty no distance is
/// ever finite.
/// </summary>
public sealed record SurfaceScores
{
    /// <summary>The Hausdorff distance: the largest distance from a place on one surface to the other surface.</summary>
    public required double HausdorffMm { get; init; }

    /// <summary>The Hausdorff distance at the 95th percentile: robust against a few stray voxels.</summary>
    public required double HausdorffPercentileMm { get; init; }

    /// <summary>The Hausdorff distances at further percentiles, in the order in which they were asked for.</summary>
    public IReadOnlyList<SurfacePercentile> Percentiles { get; init; } = [];

    /// <summary>The average symmetric surface distance: the mean over both surfaces pooled.</summary>
    public required double AssdMm { get; init; }

    /// <summary>
    /// The mean average surface distance: the mean of the two directed means, so that a small surface weighs as much as a large one.
    /// </summary>
    public required double MasdMm { get; init; }

    /// <summary>The mean distance from the reference's surface to the prediction's.</summary>
    public required double ReferenceToPredictionMm { get; init; }

    /// <summary>The mean distance from the prediction's surface to the reference's.</summary>
    public required double PredictionToReferenceMm { get; init; }

    /// <summary>The 95th percentile of the distances from the reference's surface to the prediction's alone; NaN when a mask is empty.</summary>
    public double ReferenceToPredictionPercentileMm { get; init; } = double.NaN;

    /// <summary>The 95th percentile of the distances from the prediction's surface to the reference's alone; NaN when a mask is empty.</summary>
    public double PredictionToReferencePercentileMm { get; init; } = double.NaN;

    /// <summary>The scores at each tolerance, in the order in which they were asked for.</summary>
    public required IReadOnlyList<SurfaceAgreement> Agreement { get; init; }

    /// <summary>The size of the reference's surface under the profile's weights: mm² for areas, a count for voxels.</summary>
    public required double ReferenceSurface { get; init; }

    /// <summary>The size of the prediction's surface under the profile's weights.</summary>
    public required double PredictionSurface { get; init; }
}
