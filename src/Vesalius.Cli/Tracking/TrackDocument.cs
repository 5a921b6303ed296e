using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Cli.Tracking;

/// <summary>What <c>track --json</c> writes.</summary>
internal sealed record TrackDocument(
    IReadOnlyList<TrackedVisit> Visits,
    IReadOnlyList<TrackedTrack> Lesions,
    TrackedResponse Recist,
    IReadOnlyList<RanoAssessment> Rano,
    IReadOnlyList<ResponseCategory> Volumetric)
{
    /// <summary>The document of a timeline.</summary>
    public static TrackDocument Of(TrackedSeries series, RecistTimeline recist) => Of(series, series.Timeline, recist);

    private static TrackDocument Of(TrackedSeries series, Timeline timeline, RecistTimeline recist) => new(
        [.. timeline.Visits.Select((visit, i) => TrackedVisit.Of(timeline, i, series.Registrations[i], series.Changes[i]))],
        [.. timeline.Tracks.Select(track => TrackedTrack.Of(timeline, track, recist.Targets.Contains(track)))],
        TrackedResponse.Of(recist),
        TimelineResponse.Rano(timeline),
        TimelineResponse.Volume(timeline));
}
