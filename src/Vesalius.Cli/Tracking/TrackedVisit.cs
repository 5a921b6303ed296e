using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Scans;
using Vesalius.Imaging;
using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Tracking;

/// <summary>One visit as <c>track --json</c> writes it.</summary>
internal sealed record TrackedVisit(string Name, string? Date, double Day, int Lesions, double TotalVolumeMl,
    TrackedRegistration? Registration, TrackedScanChange? ScanChange)
{
    /// <summary>The document's form of a visit.</summary>
    public static TrackedVisit Of(Timeline timeline, int visit, LaidVisit? registration, ScanChange? change) => new(
        timeline.Visits[visit].Name,
        timeline.Visits[visit].Date?.ToString("yyyy-MM-dd"),
        timeline.DaysBetween(0, visit),
        timeline.Tracks.Count(track => track.Points[visit].Lesion is not null),
        timeline.TotalVolumeMl(visit),
        registration is null ? null : TrackedRegistration.Of(registration),
        TrackedScanChange.Of(change));
}

/// <summary>
/// How a visit was laid over the first: rows of the matrix and the shift of the map from the first visit's points to this one's (LPS+ mm).
/// </summary>
internal sealed record TrackedRegistration(double Similarity, double StartSimilarity, double Overlap, double RotationDegrees,
    double[] FirstToThis, TrackedDeformation? Deformation)
{
    /// <summary>The document's form of a registration; a map that was given has no similarity.</summary>
    public static TrackedRegistration Of(LaidVisit laid)
    {
        (WorldTransform linear, RegistrationResult? found) = (laid.FirstToThis.Linear, laid.Linear);
        Affine map = linear.Map;
        return new TrackedRegistration(found?.Similarity ?? double.NaN, found?.StartSimilarity ?? double.NaN, found?.Overlap ?? double.NaN,
            linear.RotationDegrees,
            [
                map.XStep.X, map.YStep.X, map.ZStep.X, map.Origin.X,
                map.XStep.Y, map.YStep.Y, map.ZStep.Y, map.Origin.Y,
                map.XStep.Z, map.YStep.Z, map.ZStep.Z, map.Origin.Z,
            ],
            TrackedDeformation.Of(laid));
    }
}

/// <summary>
/// How a visit's body was deformed: likeness by correlation, the least growth of a small volume, the farthest pull in mm.
/// </summary>
internal sealed record TrackedDeformation(double Similarity, double StartSimilarity, double LeastJacobian, double FarthestMm)
{
    /// <summary>The document's form of a deformation; null without one.</summary>
    public static TrackedDeformation? Of(LaidVisit laid) => laid.FirstToThis.Deformation is not { } deformation
        ? null
        : new TrackedDeformation(laid.Deformable?.Similarity ?? double.NaN, laid.Deformable?.StartSimilarity ?? double.NaN,
            laid.Deformable?.LeastJacobian ?? deformation.LeastJacobian(), deformation.Coefficients.Max(pull => pull.Length));
}
