namespace Vesalius.Learning.Confidence;

/// <summary>
/// How well predicted quality was right, on validation scans and on degraded copies of them; each judged by what other groups of cases
/// taught. Undefined numbers are null.
/// </summary>
/// <param name="Scans">Validation scans as they are.</param>
/// <param name="Degraded">Degraded copies.</param>
public sealed record QualityRecord(int Scans, int Degraded)
{
    /// <summary>The mean predicted Dice below which a segmentation is not to be trusted; null where nothing could be fitted.</summary>
    public double? TrustFrom { get; init; }

    /// <summary>How far a scan may lie from those of training (1 is usual); null where nothing is known of them.</summary>
    public double? DistanceUpTo { get; init; }

    /// <summary>The correlation (Pearson) of predicted and real mean Dice over all of them.</summary>
    public double? Correlation { get; init; }

    /// <summary>
    /// The correlation over the degraded copies alone, each predicted by what scans and copies degraded in other ways taught.
    /// </summary>
    public double? CorrelationOfUnseenKinds { get; init; }

    /// <summary>The mean of |predicted − real mean Dice| over all of them.</summary>
    public double? MeanError { get; init; }

    /// <summary>The share of the validation scans as they are that would have been distrusted.</summary>
    public double? FalseAlarms { get; init; }

    /// <summary>A segmentation counts as failed below this real mean Dice: three quarters of the median scan's.</summary>
    public double? FailedBelow { get; init; }

    /// <summary>The share of failed segmentations that would have been distrusted; null where none failed.</summary>
    public double? Caught { get; init; }
}
