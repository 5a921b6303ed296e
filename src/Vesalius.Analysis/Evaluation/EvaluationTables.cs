using Vesalius.Analysis.Tables;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Evaluations as tables for spreadsheets.</summary>
public static class EvaluationTables
{
    private static readonly string[] Counts =
        ["case", "label", "name", "referenceVoxels", "predictionVoxels", "referenceMm3", "predictionMm3"];

    private static readonly string[] Surfaces =
        ["referenceToPredictionMm", "predictionToReferenceMm", "referenceSurface", "predictionSurface"];

    /// <summary>
    /// One row per case and structure: voxels, volumes in mm³, every score, the directed mean distances and the sizes of the surfaces.
    /// </summary>
    public static CsvTable Cases(EvaluationSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        string[] scores = ScoresOf(summary);
        var table = new CsvTable([.. Counts, .. scores, .. Surfaces, "error"]);
        foreach (object?[] row in Rows(summary, scores))
        {
            table.Add(row);
        }

        return table;
    }

    /// <summary>
    /// The same; with another model the rows of both, told apart by a first column <c>model</c>. Cases that could not be evaluated have a
    /// row
    /// with the reason.
    /// </summary>
    /// <param name="model">The predictions and their scores.</param>
    /// <param name="rival">The other predictions, or null.</param>
    public static CsvTable Cases(EvaluatedModel model, EvaluatedModel? rival)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (rival is null)
        {
            return Cases(model.Summary);
        }

        string[] scores = ScoresOf(model.Summary);
        var table = new CsvTable(["model", .. Counts, .. scores, .. Surfaces, "error"]);
        foreach (EvaluatedModel one in new[] { model, rival })
        {
            foreach (object?[] row in Rows(one.Summary, scores))
            {
                table.Add([one.Name, .. row]);
            }
        }

        return table;
    }

    private static string[] ScoresOf(EvaluationSummary summary) =>
        [.. summary.Cases.SelectMany(one => one.Labels).FirstOrDefault()?.Scores.Select(score => score.Key) ?? []];

    private static IEnumerable<object?[]> Rows(EvaluationSummary summary, string[] scores)
    {
        foreach (CaseEvaluation one in summary.Cases)
        {
            foreach (LabelEvaluation entry in one.Labels)
            {
                var values = entry.Scores.ToDictionary();
                yield return
                [
                    one.Case, entry.Label, entry.Name, entry.Overlap.Reference, entry.Overlap.Prediction, entry.ReferenceVolumeMm3,
                        entry.PredictionVolumeMm3,
                    .. scores.Select(score => (object?)values.GetValueOrDefault(score, double.NaN)),
                    entry.Surface?.ReferenceToPredictionMm, entry.Surface?.PredictionToReferenceMm, entry.Surface?.ReferenceSurface,
                        entry.Surface?.PredictionSurface,
                    null,
                ];
            }
        }

        foreach (CaseFailure failure in summary.Failures)
        {
            yield return [failure.Case, .. new object?[Counts.Length - 1 + scores.Length + Surfaces.Length], failure.Problem.Message];
        }
    }
}
