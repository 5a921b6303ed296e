using System.CommandLine;
using Spectre.Console;
using Vesalius.Cli.Hosting;
using Vesalius.Learning;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>calibrate MODEL DATASET</c>: learn from known masks how far to trust a model.</summary>
internal static class CalibrateVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "The folder of the model; calibration.json is written there." };

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
        host.WriteJson(new { Model = folder.Path, found.Temperature, found.IntervalLevel, found.Coverage, found.Quality, found.Structures });
        host.Write(TableOf(found));
        return ExitCode.Done;
    }

    private static Table TableOf(ModelCalibration found)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("what", "value");
        TemperatureRecord temperature = found.Temperature;
        QualityRecord quality = found.Quality;
        table.AddRow("temperature", $"{temperature.Temperature:0.000} (from {temperature.Voxels:N0} voxels of {temperature.Cases} scans)");
        table.AddRow("expected calibration error", $"{temperature.ErrorBefore:0.0000} before, {temperature.ErrorAfter:0.0000} after");
        table.AddRow("−ln p of the truth", $"{temperature.NegativeLogLikelihoodBefore:0.0000} before, {temperature.NegativeLogLikelihoodAfter:0.0000} after");
        table.AddRow($"volumes within their {100 * found.IntervalLevel:0} % interval", Percent(found.Coverage));
        table.AddRow("predicted and real Dice go together", $"{quality.Correlation:0.000} over {quality.Scans} scans and {quality.Degraded} degraded ones");
        table.AddRow("the same, ways of degrading not seen before", $"{quality.CorrelationOfUnseenKinds:0.000}");
        table.AddRow("good scans distrusted", Percent(quality.FalseAlarms));
        table.AddRow($"failures (Dice below {quality.FailedBelow:0.00}) caught", Percent(quality.Caught));
        return table;
    }

    private static string Percent(double? share) => share is null ? "not known" : $"{100 * share:0.0} %";
}
