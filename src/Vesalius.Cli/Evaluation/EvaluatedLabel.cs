using System.Globalization;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>The scores of one structure of one case, as they are written for scripts; distances are null where the profile has none.</summary>
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

    /// <summary>The scores of one structure.</summary>
    public static EvaluatedLabel Of(LabelEvaluation entry) => new()
    {
        Label = entry.Label,
        Name = entry.Name,
        Reference = entry.Overlap.Reference,
        Prediction = entry.Overlap.Prediction,
        Dice = entry.Dice,
        Iou = entry.Iou,
        Sensitivity = entry.Overlap.Sensitivity,
        Specificity = entry.Overlap.Specificity,
        Precision = entry.Precision,
        Mcc = entry.Overlap.Mcc,
        Kappa = entry.Overlap.Kappa,
        VolumeDifference = entry.Overlap.VolumeDifference,
        VolumeSimilarity = entry.Overlap.VolumeSimilarity,
        VolumeMm3 = new BothSides(entry.ReferenceVolumeMm3, entry.PredictionVolumeMm3),
        Hd = entry.Surface?.HausdorffMm,
        Hd95 = entry.Surface?.HausdorffPercentileMm,
        Assd = entry.Surface?.AssdMm,
        Masd = entry.Surface?.MasdMm,
        MeanSurfaceDistance = entry.Surface is { } s ? new BothSides(s.ReferenceToPredictionMm, s.PredictionToReferenceMm) : null,
        Surface = entry.Surface is { } t ? new BothSides(t.ReferenceSurface, t.PredictionSurface) : null,
        Nsd = entry.Surface?.Agreement.ToDictionary(Tolerance, agreement => agreement.Nsd) ?? [],
    };

    private static string Tolerance(SurfaceAgreement agreement) => agreement.ToleranceMm.ToString("0.0###", CultureInfo.InvariantCulture);
}
