using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking;

/// <summary>
/// Builds tracks visit by visit. A lesion that is gone stays where it was last seen and may come back; one that merged is closed.
/// </summary>
internal sealed class TrackBuilder(int visits, LesionMatching matching, CorrectedPairs corrections)
{
    private readonly List<Growing> tracks = [];
    private int visit;

    /// <summary>The tracks so far.</summary>
    public IReadOnlyList<LesionTrack> Tracks => [.. tracks.Select(track => new LesionTrack(track.Id, track.Label, track.Points))];

    /// <summary>Adds the lesions of the next visit.</summary>
    public void Add(IReadOnlyList<LesionShape> lesions)
    {
        Growing[] open = [.. tracks.Where(track => track.MergedInto is null)];
        VisitMatch match = matching.Match(
            [.. open.Select(track => track.Last)], lesions, (earlier, later) =>
                corrections[open[earlier].Last.Lesion, lesions[later].Lesion]);
        var trackOf = new Growing[lesions.Count];
        foreach ((int j, LesionShape lesion) in lesions.Index())
        {
            if (match.Earlier[j] is >= 0 and var i)
            {
                trackOf[j] = Continue(open[i], lesion, match.Confidence[j]);
            }
        }

        foreach ((int j, LesionShape lesion) in lesions.Index().Where(item => match.Earlier[item.Index] < 0))
        {
            // What lies in a lesion that was seen at the visit before and goes on elsewhere has split off from it.
            Growing? parent = match.SplitFrom[j] is >= 0 and var from && match.Later[from] >= 0 && open[from].IsThere(visit - 1)
                ? open[from] : null;
            trackOf[j] = Begin(lesion, parent);
        }

        foreach ((int i, Growing track) in open.Index().Where(item => match.Later[item.Index] < 0))
        {
            Growing? into = match.MergedInto[i] is >= 0 and var j && track.IsThere(visit - 1) ? trackOf[j] : null;
            track.MergedInto = into?.Id;
            track.Points[visit] = into is null ? new TrackPoint(LesionState.Gone) : new TrackPoint(LesionState.Merged, null, into.Id);
        }

        foreach (Growing track in tracks.Where(track => track.MergedInto is not null))
        {
            track.Points[visit] = new TrackPoint(LesionState.Merged, null, track.MergedInto);
        }

        visit++;
    }

    private Growing Continue(Growing track, LesionShape lesion, double confidence)
    {
        LesionState state = track.IsThere(visit - 1) ? LesionState.Persisting : LesionState.Reappeared;
        bool isCorrected = corrections[track.Last.Lesion, lesion.Lesion] == true;
        track.Points[visit] = new TrackPoint(state, lesion.Lesion) { Confidence = confidence, IsCorrected = isCorrected };
        track.Last = lesion;
        return track;
    }

    private Growing Begin(LesionShape lesion, Growing? parent)
    {
        var track = new Growing(tracks.Count + 1, lesion, visits);
        LesionState state = visit == 0 ? LesionState.Baseline : parent is null ? LesionState.New : LesionState.SplitOff;
        track.Points[visit] = new TrackPoint(state, lesion.Lesion, parent?.Id)
        {
            IsCorrected = parent is not null && corrections[parent.Last.Lesion, lesion.Lesion] == true,
        };
        tracks.Add(track);
        return track;
    }

    private sealed class Growing(int id, LesionShape first, int visits)
    {
        public int Id => id;

        public Label Label => Last.Lesion.Label;

        public TrackPoint[] Points { get; } = [.. Enumerable.Repeat(new TrackPoint(LesionState.NotYet), visits)];

        public LesionShape Last { get; set; } = first;

        public int? MergedInto { get; set; }

        public bool IsThere(int visit) => visit >= 0 && Points[visit].Lesion is not null;
    }
}
