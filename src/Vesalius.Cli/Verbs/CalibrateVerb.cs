using System.CommandLine;
using Spectre.Console;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Training;
using Vesalius.Learning;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>calibrate MODEL DATASET</c>: learn from known masks how far to trust a model.</summary>
internal static class CalibrateVerb
{
    private static readonly Argument<string> Model = new("model")
    {
        Description = "The folder of the model; calibration.json is written there.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("calibrate", "Learn from known masks how far to trust a model: probabilities, volumes, quality.")
        {
            Model, DatasetArguments.Folder, DatasetArguments.Labels, DatasetArguments.Split, DatasetArguments.Fold,
        }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        var folder = new ModelFolder(parsed.GetRequiredValue(Model));
        var dataset = Dataset.Open(parsed.GetRequiredValue(DatasetArguments.Folder), DatasetArguments.DatasetOptionsOf(parsed));
        ModelCalibration found = host.Follow("calibrating", progress => ModelCalibrator.Calibrate(folder, dataset, progress, cancellation));
        host.WriteJson(new
        {
            Model = folder.Path, found.Temperature, found.IntervalLevel, found.Coverage, found.Quality, found.Structures,
        });
        host.Write(TableOf(found));
        return ExitCode.Done;
    }

    private static Table TableOf(ModelCalibration found)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("what", "figure");
        foreach (string[] row in TrustSection.Rows(found))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }
}
