namespace Vesalius.Analysis.Reporting;

/// <summary>Scores as people call them.</summary>
public static class ScoreTitle
{
    /// <summary>
    /// The title of a score by its name: <c>hd95</c> is HD95, <c>nsd1.0</c> is NSD 1.0 mm. A name that is not known stays.
    /// </summary>
    public static string Of(string score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score switch
        {
            "dice" => "Dice",
            "iou" => "IoU",
            "hd" or "hd95" or "assd" or "masd" or "mcc" => score.ToUpperInvariant(),
            "volumeDifference" => "volume difference",
            "volumeSimilarity" => "volume similarity",
            _ => score.StartsWith("nsd", StringComparison.Ordinal) ? $"NSD {score[3..]} mm" : score,
        };
    }

    /// <summary>The unit of a score: <c>mm</c> for distances, empty for those without one.</summary>
    public static string UnitOf(string score) => score is "hd" or "hd95" or "assd" or "masd" ? "mm" : string.Empty;

    /// <summary>The title with its unit, for an axis or the head of a column.</summary>
    internal static string WithUnit(string score) => UnitOf(score) is { Length: > 0 } unit ? $"{Of(score)} ({unit})" : Of(score);
}
