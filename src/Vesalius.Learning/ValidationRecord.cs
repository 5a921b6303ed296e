using System.Text.Json.Serialization;
using Vesalius.Analysis.Evaluation;
using Vesalius.Learning.Confidence;

namespace Vesalius.Learning;

/// <summary>How well a finished model segmented whole scans that it had not learned from. Undefined numbers are null.</summary>
/// <param name="MeanDice">The mean over structures of their mean Dice over cases.</param>
/// <param name="Dice">The mean Dice over cases, by structure.</param>
/// <param name="Cases">The Dice of each structure, by case.</param>
public sealed record ValidationRecord(
    double? MeanDice, IReadOnlyDictionary<string, double?> Dice, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>> Cases)
{
    /// <summary>Whether the probabilities were right on those scans, before and after their temperature; null where it was not fitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TemperatureRecord? Calibration { get; init; }

    /// <summary>The record of an evaluation.</summary>
    public static ValidationRecord Of(EvaluationSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new ValidationRecord(
            Defined(summary.MeanDice),
            summary.Labels.ToDictionary(label => label.Name, label => Defined(label.Dice.Mean)),
            summary.Cases.ToDictionary(
                one => one.Case,
                one => (IReadOnlyDictionary<string, double?>)one.Labels.ToDictionary(label => label.Name, label => Defined(label.Dice))));
    }

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
