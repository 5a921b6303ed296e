using Vesalius.Analysis.Tables;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Evaluations as tables for spreadsheets.</summary>
public static class EvaluationTables
{
    /// <summary>One row per case and structure: voxels, volumes in mm³ and every score.</summary>
    public static CsvTable Cases(EvaluationSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        LabelEvaluation? first = summary.Cases.SelectMany(one => one.Labels).FirstOrDefault();
        var table = new CsvTable(
            ["case", "label", "name", "referenceVoxels", "predictionVoxels", "referenceMm3", "predictionMm3", .. first?.Scores.Select(score => score.Key) ?? []]);
        foreach (CaseEvaluation one in summary.Cases)
        {
            foreach (LabelEvaluation entry in one.Labels)
            {
                table.Add(
                [
                    one.Case, entry.Label, entry.Name, entry.Overlap.Reference, entry.Overlap.Prediction, entry.ReferenceVolumeMm3, entry.PredictionVolumeMm3,
                    .. entry.Scores.Select(score => (object?)score.Value),
                ]);
            }
        }

        return table;
    }
}
