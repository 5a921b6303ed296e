namespace Vesalius.Analysis.Tracking.Response;

/// <summary>
/// From which change on a sum of sizes counts as response or progression. Borders belong to the stronger category, and the arithmetic is
/// decimal, so a change of exactly the threshold is one.
/// </summary>
/// <param name="PartialDecrease">The least decrease from baseline for PR, as a fraction.</param>
/// <param name="ProgressionIncrease">The least increase from the nadir for PD, as a fraction.</param>
public sealed record ResponseThresholds(decimal PartialDecrease, decimal ProgressionIncrease)
{
    /// <summary>The least absolute increase from the nadir for PD, in the unit of the sum; both increases must be reached.</summary>
    public decimal ProgressionAtLeast { get; init; }

    /// <summary>The least decrease from baseline for a minor response, as a fraction; null where there is none.</summary>
    public decimal? MinorDecrease { get; init; }

    /// <summary>
    /// RECIST 1.1 (Eisenhauer et al., European Journal of Cancer 45, 2009): −30 %; +20 % and 5 mm. Sums of diameters in mm.
    /// </summary>
    public static ResponseThresholds Recist { get; } = new(0.30m, 0.20m) { ProgressionAtLeast = 5 };

    /// <summary>
    /// RANO, high-grade glioma (Wen et al., Journal of Clinical Oncology 28, 2010): −50 %, +25 %. Sums of products in mm².
    /// </summary>
    public static ResponseThresholds Rano { get; } = new(0.50m, 0.25m);

    /// <summary>RANO, low-grade glioma (van den Bent et al., Lancet Oncology 12, 2011): as RANO, and −25 % for a minor response.</summary>
    public static ResponseThresholds RanoLowGrade { get; } = new(0.50m, 0.25m) { MinorDecrease = 0.25m };

    /// <summary>Volumes as in RANO 2.0 (Wen et al., Journal of Clinical Oncology 41, 2023): −65 %, +40 %. Sums of volumes.</summary>
    public static ResponseThresholds RanoVolume { get; } = new(0.65m, 0.40m);

    /// <summary>RANO 2.0 volumes with a minor response from −40 % on, as for tumours that do not enhance.</summary>
    public static ResponseThresholds RanoVolumeWithMinor { get; } = RanoVolume with { MinorDecrease = 0.40m };

    /// <summary>RECIST's percentages carried over to the volumes of balls: 1 − 0.7³ = 65.7 %, 1.2³ − 1 = 72.8 %.</summary>
    public static ResponseThresholds RecistAsVolume { get; } = new(0.657m, 0.728m);

    /// <summary>
    /// Whether a sum has grown far enough from its nadir. From a nadir of 0 any growth of the absolute least is progression.
    /// </summary>
    public bool IsProgression(decimal sum, decimal nadir) =>
        sum > nadir && sum - nadir >= ProgressionAtLeast && sum >= (1 + ProgressionIncrease) * nadir;

    /// <summary>Whether a sum has shrunk far enough from baseline. A baseline of 0 cannot shrink.</summary>
    public bool IsPartial(decimal sum, decimal baseline) => baseline > 0 && sum <= (1 - PartialDecrease) * baseline;

    /// <summary>Whether a sum has shrunk far enough for a minor response.</summary>
    public bool IsMinor(decimal sum, decimal baseline) => MinorDecrease is { } least && baseline > 0 && sum <= (1 - least) * baseline;

    /// <summary>The category of a sum alone: progression from the nadir before shrinkage from baseline; complete is 0.</summary>
    public ResponseCategory Of(decimal sum, decimal baseline, decimal nadir) =>
        IsProgression(sum, nadir) ? ResponseCategory.Progressive
        : sum == 0 && baseline > 0 ? ResponseCategory.Complete
        : IsPartial(sum, baseline) ? ResponseCategory.Partial
        : IsMinor(sum, baseline) ? ResponseCategory.Minor
        : ResponseCategory.Stable;
}
