using System.Text.Json;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A page on how good predictions are: figures with their intervals, the spread over cases, agreement of volumes, the worst cases as
/// pictures, and, where there is another model, how both compare.
/// </summary>
/// <param name="Model">The predictions and their scores.</param>
/// <param name="Options">What was evaluated, by which conventions.</param>
public sealed record EvaluationPage(EvaluatedModel Model, EvaluationOptions Options)
{
    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Evaluation";

    /// <summary>Another model on the same cases, and the comparison with it; null for none.</summary>
    public (EvaluatedModel Model, EvaluationComparison Comparison)? Rival { get; init; }

    /// <summary>The worst cases as pictures, the worst first.</summary>
    public IReadOnlyList<EvaluatedCasePictures> WorstCases { get; init; } = [];

    /// <summary>The numbers for programs; they are put into the page under the id <c>evaluation</c>. Null for none.</summary>
    public JsonElement? Numbers { get; init; }

    /// <summary>Lines for the end of the page: what was compared, by which version.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>The page.</summary>
    public ReportPage ToPage()
    {
        IEnumerable<ReportSection> sections =
        [
            SummaryParts.Of(Model, Options),
            .. Rival is { } rival ? [ComparisonParts.Of(Model, rival.Model, rival.Comparison)] : Array.Empty<ReportSection>(),
            SpreadParts.Of(Model, Rival?.Model, Options),
            VolumeParts.Of(Model),
            CaseParts.Pictures(Model, WorstCases),
            CaseParts.All(Model),
            ConventionParts.Of(Model, Options, Footer, Numbers),
        ];
        return new ReportPage(Title, [.. sections.Where(section => section.Blocks.Count > 0)]) { Lead = Lead(), HasContents = true };
    }

    private string Lead()
    {
        EvaluationSummary summary = Model.Summary;
        string failed = summary.Failures.Count == 0 ? string.Empty : $" {summary.Failures.Count} more could not be evaluated.";
        string counts = $"{Count(summary.Cases.Count, "case")}, {Count(summary.Labels.Count, "structure")}";
        return $"{Model.Name}: {counts}, profile {Options.Profile.Name}.{failed}";
    }

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
