namespace Vesalius.Analysis.Evaluation;

/// <summary>Which way each score gets better.</summary>
public static class ScoreDirections
{
    private static readonly Dictionary<string, ScoreDirection> Known = new(StringComparer.Ordinal)
    {
        ["dice"] = ScoreDirection.Greater,
        ["iou"] = ScoreDirection.Greater,
        ["sensitivity"] = ScoreDirection.Greater,
        ["specificity"] = ScoreDirection.Greater,
        ["precision"] = ScoreDirection.Greater,
        ["mcc"] = ScoreDirection.Greater,
        ["kappa"] = ScoreDirection.Greater,
        ["volumeSimilarity"] = ScoreDirection.Greater,
        ["volumeDifference"] = ScoreDirection.NearerZero,
        ["hd"] = ScoreDirection.Smaller,
        ["hd95"] = ScoreDirection.Smaller,
        ["assd"] = ScoreDirection.Smaller,
        ["masd"] = ScoreDirection.Smaller,
    };

    /// <summary>The direction of a score of <see cref="LabelEvaluation.Scores"/>, by its name.</summary>
    public static ScoreDirection Of(string score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score.StartsWith("nsd", StringComparison.Ordinal) ? ScoreDirection.Greater : Known.GetValueOrDefault(score, ScoreDirection.Unknown);
    }

    /// <summary>How good a value of this score is: greater is better, whatever the score. The value itself where nobody said.</summary>
    public static double Goodness(this ScoreDirection direction, double value) => direction switch
    {
        ScoreDirection.Smaller => -value,
        ScoreDirection.NearerZero => -Math.Abs(value),
        _ => value,
    };
}
