using System.Globalization;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The scores of a structure by the names that tables and documents give them.</summary>
internal static class LabelScores
{
    /// <summary>Every score there is, in the order of tables; NaN where it is undefined.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Of(LabelEvaluation entry) =>
    [
        .. OfOverlap(entry),
        .. entry.Surface is { } surface ? OfSurface(surface) : [],
        .. entry.Contours.SelectMany(OfContour),
        .. entry.Topology is { } topology ? OfTopology(topology) : [],
        .. entry.Instances is { } instances ? OfInstances(instances) : [],
        .. entry.Calibration is { } calibration ? OfCalibration(calibration) : [],
    ];

    /// <summary>The name of a score at a tolerance: <c>nsd1.0</c>.</summary>
    public static string At(string score, double toleranceMm) => $"{score}{toleranceMm.ToString("0.0###", CultureInfo.InvariantCulture)}";

    private static IEnumerable<KeyValuePair<string, double>> OfOverlap(LabelEvaluation entry) =>
    [
        new("dice", entry.Dice),
        new("iou", entry.Iou),
        new("sensitivity", entry.Sensitivity),
        new("specificity", entry.Overlap.Specificity),
        new("precision", entry.Precision),
        new("mcc", entry.Overlap.Mcc),
        new("kappa", entry.Overlap.Kappa),
        new("volumeDifference", entry.Overlap.VolumeDifference),
        new("volumeSimilarity", entry.VolumeSimilarity),
        new("fBeta", entry.FBeta),
    ];

    private static IEnumerable<KeyValuePair<string, double>> OfSurface(SurfaceScores surface) =>
    [
        new("hd", surface.HausdorffMm),
        new("hd95", surface.HausdorffPercentileMm),
        .. surface.Percentiles.Where(one => one.Percent != 95).Select(one => KeyValuePair.Create($"hd{Text(one.Percent)}", one.Mm)),
        new("assd", surface.AssdMm),
        new("masd", surface.MasdMm),
        .. surface.Agreement.Select(agreement => KeyValuePair.Create(At("nsd", agreement.ToleranceMm), agreement.Nsd)),
    ];

    private static IEnumerable<KeyValuePair<string, double>> OfContour(ContourAgreement contour) =>
    [
        new(At("boundaryIou", contour.ToleranceMm), contour.BoundaryIou),
        new(At("addedPath", contour.ToleranceMm), contour.AddedPathMm),
    ];

    private static IEnumerable<KeyValuePair<string, double>> OfTopology(TopologyScores topology) =>
    [
        new("clDice", topology.CentrelineDice),
        new("bettiError", topology.BettiError),
    ];

    private static IEnumerable<KeyValuePair<string, double>> OfInstances(InstanceScores instances) =>
    [
        new("instanceF1", instances.F1),
        new("instanceSensitivity", instances.Sensitivity),
        new("instancePrecision", instances.Precision),
        new("segmentationQuality", instances.SegmentationQuality),
        new("panopticQuality", instances.PanopticQuality),
        new("instanceDice", instances.Dice),
        new("instanceHd95", instances.HausdorffPercentileMm),
        new("inventedMm3", instances.InventedMm3),
        new("missedMm3", instances.MissedMm3),
    ];

    private static IEnumerable<KeyValuePair<string, double>> OfCalibration(CalibrationScores calibration) =>
    [
        new("ece", calibration.ExpectedError),
        new("brier", calibration.Brier),
    ];

    private static string Text(double percent) => percent.ToString("0.####", CultureInfo.InvariantCulture);
}
