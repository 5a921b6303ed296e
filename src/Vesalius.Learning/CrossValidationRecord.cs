using Vesalius.Analysis.Statistics;

namespace Vesalius.Learning;

/// <summary>How well the models of a cross-validation segmented the cases that each had not seen: cross-validation.json. Undefined numbers are null.</summary>
public sealed record CrossValidationRecord
{
    /// <summary>How many folds there are.</summary>
    public required int Folds { get; init; }

    /// <summary>The mean over structures of their mean Dice over all cases; null while folds are missing.</summary>
    public double? MeanDice { get; init; }

    /// <summary>One entry per structure.</summary>
    public IReadOnlyList<CrossValidatedStructure> Structures { get; init; } = [];

    /// <summary>The mean Dice of each fold, by structure.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double?>> FoldDice { get; init; } = [];

    /// <summary>The record of all folds.</summary>
    /// <param name="folds">What each fold's validation gave.</param>
    /// <param name="groups">The group of each case: its cases are drawn together for the confidence intervals.</param>
    public static CrossValidationRecord Of(IReadOnlyList<ValidationRecord> folds, IReadOnlyDictionary<string, string> groups)
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(groups);
        CrossValidatedStructure[] structures = [.. folds.SelectMany(fold => fold.Dice.Keys).Distinct().Select(name => Of(name, folds, groups))];
        double[] means = [.. structures.Where(one => one.Mean is not null).Select(one => one.Mean!.Value)];
        return new CrossValidationRecord
        {
            Folds = folds.Count,
            MeanDice = means.Length == 0 ? null : means.Average(),
            Structures = structures,
            FoldDice = [.. folds.Select(fold => fold.Dice)],
        };
    }

    private static CrossValidatedStructure Of(string name, IReadOnlyList<ValidationRecord> folds, IReadOnlyDictionary<string, string> groups)
    {
        (string Group, double Dice)[] cases =
        [
            .. from fold in folds
               from one in fold.Cases
               where one.Value.GetValueOrDefault(name) is not null
               select (groups.GetValueOrDefault(one.Key, one.Key), one.Value[name]!.Value),
        ];
        double[] values = [.. cases.Select(one => one.Dice)];
        if (values.Length == 0)
        {
            return new CrossValidatedStructure(name, 0, null, null, null, null);
        }

        double mean = values.Average();
        double? deviation = values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        ConfidenceInterval interval = Bootstrap.OfMean(values, [.. cases.Select(one => one.Group)]);
        return new CrossValidatedStructure(
            name, values.Length, mean, deviation, interval.IsDefined ? interval.Lower : null, interval.IsDefined ? interval.Upper : null);
    }
}
