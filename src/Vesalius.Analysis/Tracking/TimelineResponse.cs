using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Analysis.Tracking;

/// <summary>The response to treatment, read off tracked lesions. The first visit is the baseline.</summary>
public static class TimelineResponse
{
    /// <summary>RECIST 1.1. What is new and not yet certain, and what is doubtful in other disease, is for a person to confirm.</summary>
    /// <param name="timeline">The tracked lesions.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">A target was asked for that is not there at the first visit.</exception>
    public static RecistTimeline Recist(Timeline timeline, TimelineResponseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        options ??= new TimelineResponseOptions();
        var reading = new TimelineReading(timeline, options);
        RecistVisit[] visits = [.. Enumerable.Range(0, timeline.Visits.Count).Select(reading.Visit)];
        TargetLesion[] targets = [.. reading.Targets.Select(track => new TargetLesion($"{track.Id}", options.IsNode(track.Label)))];
        return new RecistTimeline(reading.Targets, reading.NonTargets, visits, Response.Recist.Assess(targets, visits, options.Recist));
    }

    /// <summary>The category from the volume of all lesions together, at each visit.</summary>
    /// <param name="timeline">The tracked lesions.</param>
    /// <param name="thresholds">Null for RANO 2.0: −65 %, +40 %.</param>
    public static IReadOnlyList<ResponseCategory> Volume(Timeline timeline, ResponseThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        decimal?[] volumes = [.. Enumerable.Range(0, timeline.Visits.Count)
            .Select(visit => (decimal?)(decimal)timeline.TotalVolumeMl(visit))];
        return VolumetricResponse.Assess(volumes, thresholds);
    }

    /// <summary>
    /// RANO's sum at each visit: products of both diameters in mm² of lesions whose diameters reach 10 mm at the first visit. Lesions that
    /// are new make progression; T2/FLAIR, steroids and how the patient is are not known here.
    /// </summary>
    /// <param name="timeline">The tracked lesions.</param>
    /// <param name="thresholds">Null for RANO's.</param>
    public static IReadOnlyList<RanoAssessment> Rano(Timeline timeline, ResponseThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        LesionTrack[] measurable = [.. timeline.Tracks.Where(track => IsMeasurable(track.Points[0].Lesion?.Measurement.SliceDiameters))];
        LesionTrack[] others = [.. timeline.Tracks.Where(track => track.Points[0].Lesion is not null).Except(measurable)];
        RanoVisit[] visits = [.. Enumerable.Range(0, timeline.Visits.Count).Select(visit => new RanoVisit
        {
            Sum = measurable.SelectMany(track => TimelineReading.Present(timeline, track, visit)).Sum(Product),
            HasNewLesion = timeline.Tracks.Any(track => TimelineReading.IsNewBy(track, visit)),
            HasNonMeasurableDisease = others.Any(track => track.Points[visit].Lesion is not null),
        })];
        return Response.Rano.Assess(visits, thresholds);
    }

    private static bool IsMeasurable(SliceDiameters? diameters) =>
        diameters is not null && (decimal)diameters.Perpendicular.LengthMm >= Response.Rano.MeasurableFromMm;

    private static decimal Product(TrackedLesion lesion) =>
        lesion.Measurement.SliceDiameters is { } found
            ? decimal.Round((decimal)(found.Longest.LengthMm * found.Perpendicular.LengthMm), 0)
            : 0;
}
