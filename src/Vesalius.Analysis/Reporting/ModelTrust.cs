namespace Vesalius.Analysis.Reporting;

/// <summary>Which model segmented, and what is known of how good it is.</summary>
/// <param name="Name">What it is called: the name of its folder.</param>
public sealed record ModelTrust(string Name)
{
    /// <summary>What it is and was made with, each with its name: version, training cases, network.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>How many cases it was validated on; 0 for none.</summary>
    public int ValidationCases { get; init; }

    /// <summary>Dice of each structure on each case it had not learned from; undefined ones are NaN.</summary>
    public IReadOnlyList<(string Structure, IReadOnlyList<double> Dice)> Validation { get; init; } = [];

    /// <summary>The section on it.</summary>
    internal ReportSection ToSection()
    {
        var facts = new ReportBlock.Table(
            "The model", ["", ""], [.. Facts.Prepend(("name", Name)).Select(fact => new[] { fact.Item1, fact.Item2 })])
        {
            IsText = true,
        };
        return new ReportSection("The model, and how far to trust it", [facts, .. Scores()]);
    }

    private IEnumerable<ReportBlock> Scores()
    {
        if (ValidationCases == 0 || Validation.Count == 0)
        {
            yield return new ReportBlock.Paragraph(
                "It was not validated on cases that it had not learned from: nothing is known of how good it is. Look at every outline.");
            yield break;
        }

        yield return new ReportBlock.Table(
            $"Dice on {ValidationCases} {(ValidationCases == 1 ? "case" : "cases")} that it had not learned from",
            ["structure", "cases", "mean", "least", "greatest"],
            [.. Validation.Select(one =>
            {
                double[] defined = [.. one.Dice.Where(double.IsFinite)];
                return new[]
                {
                    one.Structure, $"{defined.Length}", Figures.Of(defined.DefaultIfEmpty(double.NaN).Average()),
                    Figures.Of(defined.DefaultIfEmpty(double.NaN).Min()), Figures.Of(defined.DefaultIfEmpty(double.NaN).Max()),
                };
            })]);
        string few = ValidationCases < 10 ? $" {ValidationCases} are few: the next scan may well be worse than the worst of them."
            : string.Empty;
        yield return new ReportBlock.Paragraph(
            "The scores hold for scans like those it was validated on; on other scanners, protocols or diseases it may be worse "
                + "without showing it."
            + few);
    }
}
