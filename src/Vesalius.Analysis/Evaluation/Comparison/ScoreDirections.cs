namespace Vesalius.Analysis.Evaluation;

/// <summary>Which way each score gets better.</summary>
public static class ScoreDirections
{
    private static readonly char[] Numbers = [.. "0123456789."];

    // Names as they are, or without the tolerance or percentile at their end.
    private static readonly (ScoreDirection Direction, string[] Names)[] Known =
    [
        (ScoreDirection.Greater,
            ["dice", "iou", "sensitivity", "specificity", "precision", "mcc", "kappa", "fBeta", "volumeSimilarity", "nsd", "boundaryIou",
            "clDice"]),
        (ScoreDirection.Greater,
            ["instanceF1", "instanceSensitivity", "instancePrecision", "instanceDice", "segmentationQuality", "panopticQuality"]),
        (ScoreDirection.Smaller,
            ["hd", "assd", "masd", "addedPath", "bettiError", "instanceHd", "inventedMm3", "missedMm3", "ece", "brier"]),
        (ScoreDirection.NearerZero, ["volumeDifference"]),
    ];

    /// <summary>The direction of a score of <see cref="LabelEvaluation.Scores"/>, by its name.</summary>
    public static ScoreDirection Of(string score)
    {
        ArgumentNullException.ThrowIfNull(score);
        string name = score.TrimEnd(Numbers);
        return Known.Where(known => known.Names.Contains(score) || known.Names.Contains(name)).Select(known => known.Direction)
            .FirstOrDefault(ScoreDirection.Unknown);
    }

    /// <summary>How good a value of this score is: greater is better, whatever the score. The value itself where nobody said.</summary>
    public static double Goodness(this ScoreDirection direction, double value) => direction switch
    {
        ScoreDirection.Smaller => -value,
        ScoreDirection.NearerZero => -Math.Abs(value),
        _ => value,
    };
}
