using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking;

namespace Vesalius.Cli.Tracking;

/// <summary>One lesion over all visits as <c>track --json</c> writes it.</summary>
internal sealed record TrackedTrack(int Id, int Label, string Name, bool Target, IReadOnlyList<TrackedState> Visits,
    IReadOnlyList<TrackedChange?> Changes)
{
    /// <summary>The document's form of a track; changes are from each visit to the next.</summary>
    public static TrackedTrack Of(Timeline timeline, LesionTrack track, bool isTarget) => new(
        track.Id, track.Label.Value, track.Label.Name, isTarget,
        [.. track.Points.Select(point => TrackedState.Of(point, timeline.Options.OutlineSdVoxels))],
        [.. Enumerable.Range(1, track.Points.Count - 1).Select(visit => TrackedChange.Of(timeline.Change(track, visit - 1, visit)))]);
}

/// <summary>A lesion at one visit.</summary>
internal sealed record TrackedState(
    LesionState State, double VolumeMl, double VolumeSdMl, double LongestAxialDiameterMm, double PerpendicularAxialDiameterMm)
{
    public double[]? Centroid { get; init; }

    public int? OtherLesion { get; init; }

    public double Confidence { get; init; }

    public bool Corrected { get; init; }

    /// <summary>The document's form of a point.</summary>
    public static TrackedState Of(TrackPoint point, double outlineSdVoxels)
    {
        RegionMeasurement? found = point.Lesion?.Measurement;
        return new TrackedState(
            point.State, found?.VolumeMl ?? 0, LesionChange.VolumeSdMl(found, outlineSdVoxels),
            found?.SliceDiameters?.Longest.LengthMm ?? double.NaN, found?.SliceDiameters?.Perpendicular.LengthMm ?? double.NaN)
        {
            Centroid = found is null ? null : [found.Centroid.X, found.Centroid.Y, found.Centroid.Z],
            OtherLesion = point.OtherTrack,
            Confidence = point.Confidence,
            Corrected = point.IsCorrected,
        };
    }
}

/// <summary>A lesion's change from one visit to the next.</summary>
internal sealed record TrackedChange(double VolumeMl, double Fraction, double NoiseMl, bool ExceedsNoise, double DiameterMm)
{
    public double Days { get; init; }

    public double GrowthPerDay { get; init; }

    public double DoublingDays { get; init; }

    public double[]? DoublingDaysRange { get; init; }

    public double[]? HalvingDaysRange { get; init; }

    /// <summary>The document's form of a change.</summary>
    public static TrackedChange? Of(LesionChange? change) => change is null
        ? null
        : new TrackedChange(change.VolumeMl, change.Fraction, change.NoiseMl, change.ExceedsNoise, change.DiameterMm)
        {
            Days = change.Days,
            GrowthPerDay = change.GrowthPerDay,
            DoublingDays = change.DoublingDays,
            DoublingDaysRange = double.IsNaN(change.DoublingDays) ? null : [change.FastestDoublingDays, change.SlowestDoublingDays],
            HalvingDaysRange = double.IsNaN(change.DoublingDays) ? null : [change.FastestHalvingDays, change.SlowestHalvingDays],
        };
}
