using System.Globalization;
using Vesalius.Analysis.Reporting;
using Vesalius.Learning;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Reporting;

/// <summary>What a model folder tells of itself.</summary>
internal static class ModelFacts
{
    /// <summary>Reads the plan, and where they are the run record and the validation scores.</summary>
    public static ModelTrust Of(string path)
    {
        var folder = new ModelFolder(path);
        SegmentationPlan plan = folder.ReadPlan();
        var facts = new List<(string, string)>
        {
            ("structures", string.Join(", ", plan.Labels.Select(label => label.Name))),
            ("network", $"{plan.Dimensions}-D, patches of {plan.PatchSize}"),
        };
        if (File.Exists(folder.FileAt("run.json")))
        {
            RunRecord run = folder.ReadRecord<RunRecord>("run.json");
            facts.AddRange([
                ("learned from", Count(run.Training.Count)), ("dataset", Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Dataset))),
                ("made by", $"Vesalius {run.Vesalius}"), ("seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
            ]);
        }

        if (File.Exists(folder.WeightsPath))
        {
            facts.Add(("weights written",
                File.GetLastWriteTimeUtc(folder.WeightsPath).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)));
        }

        var trust = new ModelTrust(Path.GetFileName(folder.Path)) { Facts = facts };
        return File.Exists(folder.FileAt("validation.json")) ? Validated(trust, folder.ReadRecord<ValidationRecord>("validation.json"))
            : trust;
    }

    private static ModelTrust Validated(ModelTrust trust, ValidationRecord record) => trust with
    {
        ValidationCases = record.Cases.Count,
        Validation =
        [
            .. record.Dice.Keys.Select(name => (name, (IReadOnlyList<double>)
                [.. record.Cases.Values.Select(scores => scores.GetValueOrDefault(name) ?? double.NaN)])),
        ],
    };

    private static string Count(int cases) => cases == 1 ? "1 case" : $"{cases} cases";
}
