using Vesalius.Analysis.Evaluation;

namespace Vesalius.Analysis.Reporting;

/// <summary>How scores spread over the cases.</summary>
internal static class SpreadParts
{
    public static ReportSection Of(EvaluatedModel model, EvaluatedModel? rival, EvaluationOptions options)
    {
        EvaluatedModel[] models = rival is null ? [model] : [model, rival];
        string[] scores = [.. SummaryParts.Columns(model, options).Where(score => score != "assd").Take(3)];
        return new ReportSection(
            "Spread over the cases",
            model.Summary.Cases.Count < 2 ? [] : [.. scores.Select(score => Plot(models, score))]);
    }

    private static ReportBlock.Drawing Plot(EvaluatedModel[] models, string score)
    {
        var rows = new List<(string, IReadOnlyList<double>)>();
        int infinite = 0;
        foreach (LabelSummary label in models[0].Summary.Labels)
        {
            foreach (EvaluatedModel model in models.Where(model => model.Summary.Labels.Any(own => own.Label == label.Label)))
            {
                double[] values = [.. model.Summary.ScoresOf(label.Label, score).Select(one => one.Score)];
                infinite += values.Count(double.IsInfinity);
                rows.Add((models.Length == 1 || model == models[0] ? label.Name : $"{label.Name} (other)", values));
            }
        }

        string left = infinite == 0 ? string.Empty : $" {infinite} infinite distance(s) of missed or invented structures are not drawn.";
        string who = models.Length == 1 ? string.Empty : $" Blue: {models[0].Name}; orange: {models[1].Name}.";
        return new ReportBlock.Drawing(
            new RowPlot(rows) { Title = $"{ScoreTitle.Of(score)} by structure", XTitle = ScoreTitle.WithUnit(score),
                Kinds = models.Length },
            $"{ScoreTitle.Of(score)}: each case, quartiles, median and extremes.{who}{left}");
    }
}
