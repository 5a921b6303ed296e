namespace Vesalius.Analysis.Tracking;

/// <summary>The lesions of a patient over any number of visits.</summary>
/// <param name="Visits">The visits in order of time.</param>
/// <param name="Tracks">Each lesion over all visits.</param>
/// <param name="Options">How lesions were measured and matched.</param>
public sealed record Timeline(IReadOnlyList<TrackingVisit> Visits, IReadOnlyList<LesionTrack> Tracks, TrackingOptions Options)
{
    /// <summary>Finds, measures and matches the lesions of a series of visits.</summary>
    /// <param name="visits">The visits in order of time.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="corrections">What a person decided about matches; null for nothing.</param>
    /// <param name="cancellation">Stops between visits.</param>
    /// <exception cref="ArgumentException">
    /// There is no visit, two share a name, dates run backwards, or a correction names what is not there.
    /// </exception>
    public static Timeline Of(
        IReadOnlyList<TrackingVisit> visits,
        TrackingOptions? options = null,
        TrackingCorrections? corrections = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(visits);
        Check(visits);
        options ??= new TrackingOptions();
        var lesions = new List<IReadOnlyList<LesionShape>>();
        foreach ((int i, TrackingVisit visit) in visits.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            lesions.Add(LesionFinder.Of(visit, i, options));
        }

        var tracks = new TrackBuilder(visits.Count, new LesionMatching(options),
            new CorrectedPairs(corrections ?? TrackingCorrections.None, visits, lesions));
        foreach (IReadOnlyList<LesionShape> found in lesions)
        {
            tracks.Add(found);
        }

        return new Timeline(visits, tracks.Tracks, options);
    }

    /// <summary>Days between two visits; NaN when a date is missing.</summary>
    public double DaysBetween(int from, int to) =>
        Visits[from].Date is { } start && Visits[to].Date is { } end ? end.DayNumber - start.DayNumber : double.NaN;

    /// <summary>The volume of all lesions at a visit, in ml.</summary>
    public double TotalVolumeMl(int visit) => Tracks.Sum(track => track.Points[visit].Lesion?.Measurement.VolumeMl ?? 0);

    /// <summary>How a lesion changed from one visit to another; null when it is at neither.</summary>
    public LesionChange? Change(LesionTrack track, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(track);
        return LesionChange.Between(
            track.Points[from].Lesion?.Measurement, track.Points[to].Lesion?.Measurement, DaysBetween(from, to), Options.OutlineSdVoxels);
    }

    private static void Check(IReadOnlyList<TrackingVisit> visits)
    {
        if (visits.Count == 0)
        {
            throw new ArgumentException("A series has at least one visit.", nameof(visits));
        }

        if (visits.GroupBy(visit => visit.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two visits are called '{twice.Key}'; each has a name of its own.", nameof(visits));
        }

        TrackingVisit[] dated = [.. visits.Where(visit => visit.Date is not null)];
        if (dated.Zip(dated.Skip(1)).FirstOrDefault(pair => pair.First.Date > pair.Second.Date) is { First: { } first, Second: { } second })
        {
            throw new ArgumentException(
                $"Visits come in order of time; '{first.Name}' of {first.Date:yyyy-MM-dd} comes before '{second.Name}' of "
                    + $"{second.Date:yyyy-MM-dd}.",
                nameof(visits));
        }
    }
}
