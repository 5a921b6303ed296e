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

    /// <summary>How much of the contours agrees at each tolerance; empty when that was not asked for.</summary>
    public IReadOnlyList<ContourAgreement> Contours { get; init; } = [];

    /// <summary>Whether the masks hang together alike; null when that was not asked for.</summary>
    public TopologyScores? Topology { get; init; }

    /// <summary>How well the parts of the structure were found and segmented; null when that was not asked for.</summary>
    public InstanceScores? Instances { get; init; }

    /// <summary>Whether the probabilities of the structure are right; null when that was not asked for.</summary>
    public CalibrationScores? Calibration { get; init; }

    /// <summary>
    /// The F score that weighs sensitivity as <see cref="EvaluationOptions.Beta"/> says, under the profile's rule for two empty masks.
    /// </summary>
    public double FBeta => Presence == Presence.Neither ? Profile.EmptyDice : Overlap.FBeta(Beta);

    /// <summary>How many times as important sensitivity is in <see cref="FBeta"/>.</summary>
    public double Beta { get; init; } = 2;

    /// <summary>The Dice coefficient under the profile's rules for denominators and two empty masks.</summary>
    public double Dice =>
        Presence == Presence.Neither ? Profile.EmptyDice : Smoothed(2.0 * Overlap.Both, Overlap.Reference + Overlap.Prediction);

    /// <summary>Intersection over union under the profile's rules for denominators and two empty masks.</summary>
    public double Iou =>
        Presence == Presence.Neither ? Profile.EmptyIou : Smoothed(Overlap.Both, Overlap.Reference + Overlap.OnlyPrediction);

    /// <summary>The part of the reference that was found, under the profile's rule for denominators.</summary>
    public double Sensitivity => Smoothed(Overlap.Both, Overlap.Reference);

    /// <summary>The precision under the profile's rules for denominators and a structure that was missed altogether.</summary>
    public double Precision => Presence == Presence.OnlyReference ? Profile.MissedPrecision : Smoothed(Overlap.Both, Overlap.Prediction);

    /// <summary>Volume similarity as the profile has it.</summary>
    public double VolumeSimilarity => Profile.VolumeSimilarity == VolumeSimilarityRule.SignedDifference
        ? 2.0 * (Overlap.Reference - Overlap.Prediction) / (Overlap.Reference + Overlap.Prediction)
        : Overlap.VolumeSimilarity;

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
    public IReadOnlyList<KeyValuePair<string, double>> Scores => LabelScores.Of(this);

    /// <summary>The name under which <see cref="Scores"/> has the agreement within a tolerance: <c>nsd1.0</c>.</summary>
    public static string AgreementName(double toleranceMm) => LabelScores.At("nsd", toleranceMm);

    /// <summary>The entry this structure has in a case whose masks both lack it.</summary>
    /// <param name="options">What its masks would have been compared by.</param>
    internal LabelEvaluation Absent(EvaluationOptions options) =>
        (this with { Overlap = default, Calibration = Calibration is null ? null : CalibrationScores.Undefined })
            .Compared(null, options, CancellationToken.None);

    /// <summary>The same entry with every score that needs the masks themselves; null stands for two empty ones.</summary>
    internal LabelEvaluation Compared(MaskPair? pair, EvaluationOptions options, CancellationToken cancellation) => this with
    {
        Surface = SurfaceComparison.Of(pair, options, cancellation),
        Contours = options.Wants(MetricFamilies.Contours) ? ContourComparison.Of(pair, options, cancellation) : [],
        Topology = options.Wants(MetricFamilies.Topology) ? TopologyComparison.Of(pair, options.Profile, cancellation) : null,
        Instances = options.Wants(MetricFamilies.Instances) ? InstanceComparison.Of(pair, options, cancellation) : null,
    };

    // A denominator of zero leaves the score undefined, unless the profile adds something to it.
    private double Smoothed(double part, long whole) => part / (whole + Profile.Smoothing);
}
