using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Analysis.Tracking;

/// <summary>Reads RECIST's targets, other disease and new lesions off a timeline.</summary>
internal sealed class TimelineReading
{
    private readonly Timeline timeline;
    private readonly TimelineResponseOptions options;

    public TimelineReading(Timeline timeline, TimelineResponseOptions options)
    {
        (this.timeline, this.options) = (timeline, options);
        TargetCandidate[] candidates = [.. timeline.Tracks.Where(track => track.Points[0].Lesion is not null).Select(Candidate)];
        SliceDiameters? any = timeline.Tracks.Select(track => track.Points[0].Lesion?.Measurement.SliceDiameters)
            .FirstOrDefault(found => found is not null);
        double slice = any is null ? 0 : timeline.Visits[0].Labels.Grid.Spacing[any.SliceAxis];
        TargetSelection selection = options.Selection with { SliceThicknessMm = decimal.Round((decimal)slice, 2) };
        Targets = options.Targets is { } given
            ? [.. given.Select(Given)]
            : [.. selection.Targets(candidates).Select(chosen => Track(int.Parse(chosen.Id)))];
        NonTargets = [.. candidates.Where(TargetSelection.IsDisease).Select(lesion => Track(int.Parse(lesion.Id))).Except(Targets)];
    }

    public IReadOnlyList<LesionTrack> Targets { get; }

    public IReadOnlyList<LesionTrack> NonTargets { get; }

    /// <summary>What a visit shows.</summary>
    public RecistVisit Visit(int visit) => new(
        Targets.ToDictionary(target => $"{target.Id}", target => Reading(target, visit)), Others(visit), New(visit));

    /// <summary>The lesion of a track at a visit and the fragments that split off from it.</summary>
    public static IEnumerable<TrackedLesion> Present(Timeline timeline, LesionTrack track, int visit)
    {
        IEnumerable<TrackedLesion> fragments = timeline.Tracks
            .Where(other => other.Points.Any(point => point.State == LesionState.SplitOff && point.OtherTrack == track.Id))
            .SelectMany(other => Present(timeline, other, visit));
        return track.Points[visit].Lesion is { } own ? fragments.Prepend(own) : fragments;
    }

    /// <summary>Whether a track began after the first visit, from nothing, and not later than a visit.</summary>
    public static bool IsNewBy(LesionTrack track, int visit) => track.Points.Take(visit + 1).Any(point => point.State == LesionState.New);

    private TargetReading Reading(LesionTrack target, int visit)
    {
        decimal[] lengths = [.. Present(timeline, target, visit).Select(lesion => Length(target, lesion))];
        if (lengths.Length > 0)
        {
            return new TargetReading.Measured(lengths);
        }

        return target.Points[visit] is { State: LesionState.Merged, OtherTrack: { } other }
            && Targets.FirstOrDefault(one => one.Id == other) is { } into
            ? new TargetReading.MergedInto($"{into.Id}")
            : target.Points[visit] is { State: LesionState.Merged, OtherTrack: { } elsewhere }
                && Track(elsewhere).Points[visit].Lesion is { } merged
                ? new TargetReading.Measured(Length(target, merged))
                : new TargetReading.Absent();
    }

    private NonTargetStatus Others(int visit)
    {
        if (NonTargets.Count == 0)
        {
            return NonTargetStatus.None;
        }

        double[] volumes = [.. Enumerable.Range(0, visit + 1).Select(v => NonTargets
            .SelectMany(track => Present(timeline, track, v)).Sum(lesion => lesion.Measurement.VolumeMl))];
        bool isGone = NonTargets.All(track => !LivesOn(track, visit) && Present(timeline, track, visit)
            .All(lesion => options.IsNode(track.Label) && Length(track, lesion) < Response.Recist.NodeIsNormalBelowMm));
        bool grows = visit > 0 && volumes[..^1].Min() > 0 && volumes[^1] >= (1 + options.UnequivocalIncrease) * volumes[..^1].Min();
        return isGone ? NonTargetStatus.Complete
            : grows && volumes[^1] > volumes[0] ? NonTargetStatus.UnequivocalProgression
            : NonTargetStatus.Persisting;
    }

    /// <summary>Whether a track has merged into another that is still there.</summary>
    private bool LivesOn(LesionTrack track, int visit) =>
        track.Points[visit] is { State: LesionState.Merged, OtherTrack: { } other } && Track(other).Points[visit].Lesion is not null;

    private NewLesionStatus New(int visit)
    {
        double[] longest = [.. timeline.Tracks.Where(track => IsNewBy(track, visit)).Select(track => track.Points.Take(visit + 1)
            .Max(point => point.Lesion?.Measurement.SliceDiameters?.Longest.LengthMm ?? 0))];
        return longest.Length == 0 ? NewLesionStatus.None
            : longest.Max() >= options.CertainFromMm ? NewLesionStatus.Unequivocal
            : NewLesionStatus.Equivocal;
    }

    private TargetCandidate Candidate(LesionTrack track)
    {
        SliceDiameters? found = track.Points[0].Lesion!.Measurement.SliceDiameters;
        (decimal longest, decimal perpendicular) = (Round(found?.Longest.LengthMm), Round(found?.Perpendicular.LengthMm));
        return new TargetCandidate($"{track.Id}", options.OrganOf(track.Label), longest, perpendicular)
        {
            IsNode = options.IsNode(track.Label),
        };
    }

    private decimal Length(LesionTrack track, TrackedLesion lesion) => Round(options.IsNode(track.Label)
        ? lesion.Measurement.SliceDiameters?.Perpendicular.LengthMm
        : lesion.Measurement.SliceDiameters?.Longest.LengthMm);

    /// <summary>A tenth of a millimetre, as it is shown: the number on the page is the one that decides.</summary>
    private static decimal Round(double? millimetres) => decimal.Round((decimal)(millimetres ?? 0), 1, MidpointRounding.AwayFromZero);

    private LesionTrack Track(int id) => timeline.Tracks.First(track => track.Id == id);

    private LesionTrack Given(int id) => timeline.Tracks.FirstOrDefault(track => track.Id == id && track.Points[0].Lesion is not null)
        ?? throw new ArgumentException($"Lesion {id} is to be a target; there is no lesion of that number at the first visit.");
}
