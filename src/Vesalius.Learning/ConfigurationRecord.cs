using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>Which configurations were tried on a dataset, what each was worth on the same held-out cases, and which is kept: configurations.json.</summary>
public sealed record ConfigurationRecord
{
    /// <summary>The folds of the cross-validation that each went through; null where all were scored on one set of validation cases.</summary>
    public int? Folds { get; init; }

    /// <summary>The budget of all together.</summary>
    public required TrainingBudget Budget { get; init; }

    /// <summary>The configurations, the simplest first.</summary>
    public required IReadOnlyList<ConfigurationScore> Configurations { get; init; }

    /// <summary>The name of the one that is kept; null before all are scored.</summary>
    public string? Chosen { get; init; }

    /// <summary>Who has the highest mean Dice; the simpler of two that are equal. An undefined one is below every number.</summary>
    public static ConfigurationScore Best(IReadOnlyList<ConfigurationScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.MaxBy(one => one.MeanDice ?? double.NegativeInfinity)
            ?? throw new ArgumentException("The best of no configurations was asked for.", nameof(scores));
    }
}
