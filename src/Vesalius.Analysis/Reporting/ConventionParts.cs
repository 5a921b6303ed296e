using System.Text.Json;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Reporting;

/// <summary>By which conventions the figures came about; a score without them cannot be compared.</summary>
internal static class ConventionParts
{
    public static ReportSection Of(EvaluatedModel model, EvaluationOptions options, IReadOnlyList<string> footer, JsonElement? numbers) =>
        new(
        "Conventions",
        [
            new ReportBlock.Table("How the figures came about", ["", ""],
                [.. Lines(model, options).Select(line => new[] { line.Name, line.Text })]) { IsText = true },
            .. footer.Select(line => new ReportBlock.Paragraph(line)),
            .. numbers is { } document ? [new ReportBlock.Json("evaluation", document)] : Array.Empty<ReportBlock>(),
        ]);

    private static IEnumerable<(string Name, string Text)> Lines(EvaluatedModel model, EvaluationOptions options)
    {
        yield return ("profile", $"{options.Profile.Name}. {options.Profile.Description}");
        if (options.Profile.Surface is not null)
        {
            yield return ("tolerances of NSD",
                $"{string.Join(", ", options.TolerancesMm.Select(one => Markup.Number(one)))} mm; a distance equal to it agrees");
            if (options.HausdorffPercentiles.Count > 0)
            {
                yield return ("further percentiles of HD", string.Join(", ", options.HausdorffPercentiles.Select(one => Markup.Number(one))));
            }
        }

        yield return ("labels", options.Labels is null ? "all that occur or are named" : string.Join(", ", options.Labels));
        if (options.NotAnnotatedValue is { } value)
        {
            yield return ("not annotated", $"voxels of the reference with value {value} count for nothing");
        }

        yield return ("empty masks",
            "undefined scores (–) are left out of means, and the number of cases says over how many a figure is; "
            + "a missed structure has an infinite distance (∞), which stays in the mean");
        yield return ("mean Dice", "the mean over structures of each structure's mean over cases");
        BootstrapOptions bootstrap = model.Intervals.Options;
        string method = bootstrap.Method == BootstrapMethod.BiasCorrected ? "bias-corrected and accelerated bootstrap"
            : "percentile bootstrap";
        string units = model.Intervals.Groups == model.Summary.Cases.Count ? "cases" : $"{model.Intervals.Groups} groups of cases";
        yield return ("intervals",
            $"{100 * bootstrap.Level:0.##} %, {method} over {units}, {bootstrap.Resamples:N0} resamples, seed {bootstrap.Seed}");
    }
}
