using System.Globalization;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How well one structure of one case was segmented.</summary>
public sealed record LabelEvaluation
{
    /// <summary>The label value.</summary>
    public required int Label { get; init; }

    /// <summary>What the structure is called.</summary>
    public required string Name { get; init; }

    /// <summary>The voxel counts, and the overlap scores that follow from them.</summary>
    public required Overlap Overlap { get; init; }

    /// <summary>The conventions under which the scores were worked out.</summary>
    public MetricProfile Profile { get; init; } = MetricProfile.DeepMind;

    /// <summary>How far the surfaces lie apart; null when the profile has no scores of surfaces.</summary>
    public SurfaceScores? Surface { get; init; }

    /// <summary>The Dice coefficient under the profile's rule for two empty masks.</summary>
    public double Dice => Presence == Presence.Neither ? Profile.EmptyDice : Overlap.Dice;

    /// <summary>Intersection over union under the profile's rule for two empty masks.</summary>
    public double Iou => Presence == Presence.Neither ? Profile.EmptyIou : Overlap.Iou;

    /// <summary>The precision under the profile's rule for a structure that was missed altogether.</summary>
    public double Precision => Presence == Presence.OnlyReference ? Profile.MissedPrecision : Overlap.Precision;

    /// <summary>The volume of one voxel, in mm³; for a 2-D image its area in mm².</summary>
    public required double VoxelVolumeMm3 { get; init; }

    /// <summary>The volume of the structure in the reference, in mm³.</summary>
    public double ReferenceVolumeMm3 => Overlap.Reference * VoxelVolumeMm3;

    /// <summary>The volume of the structure in the prediction, in mm³.</summary>
    public double PredictionVolumeMm3 => Overlap.Prediction * VoxelVolumeMm3;

    /// <summary>Whether the structure is in neither mask, in one, or in both.</summary>
    public Presence Presence => (Overlap.Reference > 0, Overlap.Prediction > 0) switch
    {
        (false, false) => Presence.Neither,
        (true, false) => Presence.OnlyReference,
        (false, true) => Presence.OnlyPrediction,
        _ => Presence.Both,
    };

    /// <summary>Every score by its name, in the order of tables; NaN where it is undefined.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Scores => [.. OverlapScores(), .. Surface is null ? [] : SurfaceScores(Surface)];

    /// <summary>The name under which <see cref="Scores"/> has the agreement within a tolerance: <c>nsd1.0</c>.</summary>
    public static string AgreementName(double toleranceMm) => $"nsd{toleranceMm.ToString("0.0###", CultureInfo.InvariantCulture)}";

    /// <summary>The entry this structure has in a case whose masks both lack it.</summary>
    /// <param name="options">What its surfaces would have been compared by.</param>
    internal LabelEvaluation Absent(EvaluationOptions options) =>
        this with { Overlap = default, Surface = SurfaceComparison.Of((MaskPair?)null, options, CancellationToken.None) };

    private IEnumerable<KeyValuePair<string, double>> OverlapScores() =>
    [
        new("dice", Dice),
        new("iou", Iou),
        new("sensitivity", Overlap.Sensitivity),
        new("specificity", Overlap.Specificity),
        new("precision", Precision),
        new("mcc", Overlap.Mcc),
        new("kappa", Overlap.Kappa),
        new("volumeDifference", Overlap.VolumeDifference),
        new("volumeSimilarity", Overlap.VolumeSimilarity),
    ];

    private static IEnumerable<KeyValuePair<string, double>> SurfaceScores(SurfaceScores surface) =>
    [
        new("hd", surface.HausdorffMm),
        new("hd95", surface.HausdorffPercentileMm),
        new("assd", surface.AssdMm),
        new("masd", surface.MasdMm),
        .. surface.Agreement.Select(agreement => KeyValuePair.Create(AgreementName(agreement.ToleranceMm), agreement.Nsd)),
    ];
}
