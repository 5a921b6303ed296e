using Vesalius.Analysis.Tracking.Scans;

namespace Vesalius.Cli.Tracking;

/// <summary>Where a visit's scan differs from the one before, as <c>track --json</c> writes it.</summary>
internal sealed record TrackedScanChange(int Brighter, int Darker, double VolumeMl, IReadOnlyList<TrackedPlace> Places)
{
    /// <summary>The document's form of a comparison; null without one.</summary>
    public static TrackedScanChange? Of(ScanChange? change) => change is null
        ? null
        : new TrackedScanChange(
            change.Places.Count(place => place.IsBrighter),
            change.Places.Count(place => !place.IsBrighter),
            change.Places.Sum(place => place.VolumeMm3) / 1000,
            [.. change.Places.Select(place => new TrackedPlace(
                place.VolumeMm3, place.PeakSd, [place.Centroid.X, place.Centroid.Y, place.Centroid.Z]))]);
}

/// <summary>One place of change: its size, its largest difference in local standard deviations (negative: darker), its middle.</summary>
internal sealed record TrackedPlace(double VolumeMm3, double PeakSd, double[] Centroid);
