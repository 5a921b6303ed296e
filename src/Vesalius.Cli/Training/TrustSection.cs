using Vesalius.Analysis.Reporting;
using Vesalius.Learning.Confidence;

namespace Vesalius.Cli.Training;

/// <summary>The part of the training's page that says how far the model may be trusted.</summary>
internal static class TrustSection
{
    private const string Unknown = "not known: too few cases";

    /// <summary>The section; none where nothing was calibrated.</summary>
    public static ReportSection[] Of(ModelCalibration calibration) => !calibration.IsFitted ? [] :
    [
        new ReportSection(
            "How far to trust it",
            new ReportBlock.Paragraph(
                "Judged on validation scans and degraded copies of them; each by what the other groups of cases taught. "
                + "'predict' uses it for probabilities, intervals of volumes, predicted Dice and warnings; labels do not depend on it."),
            new ReportBlock.Table("Probabilities, volumes, quality", ["", "figure"], [.. Rows(calibration)]),
            new ReportBlock.Table("Intervals of volumes", ["structure", "volumes", "within their interval"], [.. Structures(calibration)])),
    ];

    /// <summary>The figures, each with what it is.</summary>
    public static IEnumerable<string[]> Rows(ModelCalibration calibration)
    {
        (TemperatureRecord temperature, QualityRecord quality) = (calibration.Temperature, calibration.Quality);
        yield return ["temperature", $"{temperature.Temperature:0.000} (from {temperature.Voxels:N0} voxels of {temperature.Cases} scans)"];
        yield return ["expected calibration error", Change(temperature.ErrorBefore, temperature.ErrorAfter)];
        yield return ["−ln p of the truth", Change(temperature.NegativeLogLikelihoodBefore, temperature.NegativeLogLikelihoodAfter)];
        yield return [$"volumes within their {100 * calibration.IntervalLevel:0} % interval", Percent(calibration.Coverage)];
        yield return
        [
            "correlation of predicted and real Dice",
            $"{Figure(quality.Correlation)} over {quality.Scans} scans and {quality.Degraded} degraded copies",
        ];
        yield return ["the same over copies degraded in ways not seen before", Figure(quality.CorrelationOfUnseenKinds)];
        yield return ["good scans distrusted", Percent(quality.FalseAlarms)];
        yield return [$"failures (Dice below {Figure(quality.FailedBelow)}) distrusted", Percent(quality.Caught)];
    }

    private static IEnumerable<string[]> Structures(ModelCalibration calibration) =>
        calibration.Structures.Select(one => new[] { one.Name, $"{one.IntervalCases}", Percent(one.Coverage) });

    private static string Change(double? before, double? after) =>
        before is null ? Unknown : $"{before:0.0000} before, {after:0.0000} after";

    private static string Figure(double? value) => value is null ? Unknown : $"{value:0.00}";

    private static string Percent(double? share) => share is null ? Unknown : $"{100 * share:0.0} %";
}
