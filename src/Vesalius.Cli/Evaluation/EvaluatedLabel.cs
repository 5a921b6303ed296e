using System.Globalization;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>
/// The scores of one structure of one case, as they are written for scripts; distances are null where the profile has none.
/// </summary>
internal sealed record EvaluatedLabel
{
    public required int Label { get; init; }

    public required string Name { get; init; }

    public required long Reference { get; init; }

    public required long Prediction { get; init; }

    public required double Dice { get; init; }

    public required double Iou { get; init; }

    public required double Sensitivity { get; init; }

    public required double Specificity { get; init; }

    public required double Precision { get; init; }

    public required double Mcc { get; init; }

    public required double Kappa { get; init; }

    public required double VolumeDifference { get; init; }

    public required double VolumeSimilarity { get; init; }

    public required BothSides VolumeMm3 { get; init; }

    public required double? Hd { get; init; }

    public required double? Hd95 { get; init; }

    public required double? Assd { get; init; }

    public required double? Masd { get; init; }

    public required BothSides? MeanSurfaceDistance { get; init; }

    public required BothSides? Surface { get; init; }

    public required Dictionary<string, double> Nsd { get; init; }

    public required double FBeta { get; init; }

    /// <summary>Further percentile Hausdorff distances, by percentile.</summary>
    public Dictionary<string, double>? HausdorffPercentiles { get; init; }

    /// <summary>The part of each surface within each tolerance of the other.</summary>
    public required Dictionary<string, BothSides> SurfaceOverlap { get; init; }

    public Dictionary<string, double>? BoundaryIou { get; init; }

    public Dictionary<string, double>? AddedPath { get; init; }

    public EvaluatedTopology? Topology { get; init; }

    public EvaluatedInstances? Instances { get; init; }

    public EvaluatedCalibration? Calibration { get; init; }

    /// <summary>The scores of one structure.</summary>
    public static EvaluatedLabel Of(LabelEvaluation entry) => new()
    {
        Label = entry.Label,
        Name = entry.Name,
        Reference = entry.Overlap.Reference,
        Prediction = entry.Overlap.Prediction,
        Dice = entry.Dice,
        Iou = entry.Iou,
        Sensitivity = entry.Sensitivity,
        Specificity = entry.Overlap.Specificity,
        Precision = entry.Precision,
        Mcc = entry.Overlap.Mcc,
        Kappa = entry.Overlap.Kappa,
        VolumeDifference = entry.Overlap.VolumeDifference,
        VolumeSimilarity = entry.VolumeSimilarity,
        VolumeMm3 = new BothSides(entry.ReferenceVolumeMm3, entry.PredictionVolumeMm3),
        Hd = entry.Surface?.HausdorffMm,
        Hd95 = entry.Surface?.HausdorffPercentileMm,
        Assd = entry.Surface?.AssdMm,
        Masd = entry.Surface?.MasdMm,
        MeanSurfaceDistance = entry.Surface is { } s ? new BothSides(s.ReferenceToPredictionMm, s.PredictionToReferenceMm) : null,
        Surface = entry.Surface is { } t ? new BothSides(t.ReferenceSurface, t.PredictionSurface) : null,
        Nsd = entry.Surface?.Agreement.ToDictionary(agreement => Tolerance(agreement.ToleranceMm), agreement => agreement.Nsd) ?? [],
        FBeta = entry.FBeta,
        HausdorffPercentiles = entry.Surface is { Percentiles: [_, ..] further }
            ? further.ToDictionary(one => Tolerance(one.Percent), one => one.Mm)
            : null,
        SurfaceOverlap = entry.Surface?.Agreement.ToDictionary(
            agreement => Tolerance(agreement.ToleranceMm), agreement => new BothSides(agreement.Reference, agreement.Prediction)) ?? [],
        BoundaryIou = PerTolerance(entry.Contours, contour => contour.BoundaryIou),
        AddedPath = PerTolerance(entry.Contours, contour => contour.AddedPathMm),
        Topology = entry.Topology is { } topology ? EvaluatedTopology.Of(topology) : null,
        Instances = entry.Instances is { } instances ? EvaluatedInstances.Of(instances) : null,
        Calibration = entry.Calibration is { } calibration ? EvaluatedCalibration.Of(calibration) : null,
    };

    private static Dictionary<string, double>? PerTolerance(IReadOnlyList<ContourAgreement> contours, Func<ContourAgreement, double> score) =>
        contours.Count > 0 ? contours.ToDictionary(contour => Tolerance(contour.ToleranceMm), score) : null;

    private static string Tolerance(double value) => value.ToString("0.0###", CultureInfo.InvariantCulture);
}
