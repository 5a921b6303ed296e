using System.Text.Json;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A report on how a patient's lesions changed over time: the response with the numbers that decided it, each lesion, curves, pictures.
/// </summary>
public sealed record TimelineReport
{
    private const int MostPictured = 12;

    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Lesions over time";

    /// <summary>The numbers for programs; they are put into the page under the id <c>track</c>. Null for none.</summary>
    public JsonElement? Numbers { get; init; }

    /// <summary>The page about a timeline.</summary>
    /// <param name="timeline">The tracked lesions.</param>
    /// <param name="recist">The response read off them.</param>
    public ReportPage Of(Timeline timeline, RecistTimeline recist)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(recist);
        RecistAssessment last = recist.Assessments[^1];
        return new ReportPage(Title,
        [
            Response(timeline, recist), Lesions(timeline, recist), Changes(timeline), Pictures(timeline), Method(timeline, Numbers),
        ])
        {
            Lead = $"{timeline.Visits.Count} visits, {timeline.Tracks.Count} lesions. "
                + $"At the last visit: {Name(last.Overall)} by RECIST 1.1 ({last.Reason}).",
        };
    }

    /// <summary>A category in the field's words.</summary>
    public static string Name(ResponseCategory category) => category switch
    {
        ResponseCategory.Complete => "complete response",
        ResponseCategory.Partial => "partial response",
        ResponseCategory.Minor => "minor response",
        ResponseCategory.Stable => "stable disease",
        ResponseCategory.Progressive => "progressive disease",
        ResponseCategory.NonCompleteNonProgressive => "non-CR/non-PD",
        ResponseCategory.NoDisease => "no disease",
        _ => "not evaluable",
    };

    private static ReportSection Response(Timeline timeline, RecistTimeline recist) => new(
        "Response",
        new ReportBlock.Tiles(
            (Name(recist.Assessments[^1].Overall), "RECIST 1.1, last visit"),
            (recist.Assessments[^1].Sum is { } sum ? $"{sum:0.0} mm" : "–", "sum of target diameters"),
            ($"{Figures.Of(timeline.TotalVolumeMl(timeline.Visits.Count - 1), 1)} ml", "all lesions, last visit")),
        new ReportBlock.Table(
            "RECIST 1.1 at each visit, and what decided",
            ["visit", "date", "sum (mm)", "from baseline", "from nadir", "response", "why"],
            [.. recist.Assessments.Select((one, i) => new[]
            {
                timeline.Visits[i].Name, $"{timeline.Visits[i].Date:yyyy-MM-dd}", one.Sum is { } mm ? $"{mm:0.0}" : "–",
                Percent(one.FromBaseline), Percent(one.FromNadir),
                i == 0 ? "baseline" : Name(one.Overall), i == 0 ? string.Empty : one.Reason,
            })]) { IsText = true },
        new ReportBlock.Drawing(
            new LineChart(new PlotSeries("all lesions (ml)",
                [.. timeline.Visits.Select((_, i) => (Time(timeline, i), timeline.TotalVolumeMl(i)))]))
            {
                Title = "Volume over time", XTitle = IsDated(timeline) ? "days" : "visit", YTitle = "ml",
            },
            "Volume of all lesions together"));

    private static ReportSection Lesions(Timeline timeline, RecistTimeline recist) => new(
        "Lesions",
        new ReportBlock.Table(
            "Volume in ml, and below it the diameters on a slice in mm. T marks targets.",
            ["lesion", .. timeline.Visits.Select(visit => visit.Name)],
            [.. timeline.Tracks.Select(track => (IReadOnlyList<string>)
                [$"{track.Id} {track.Label.Name}{(recist.Targets.Contains(track) ? " T" : string.Empty)}",
                    .. track.Points.Select(Cell)])]));

    private static ReportSection Changes(Timeline timeline) => new(
        "Change from the visit before",
        new ReportBlock.Table(
            "± is the 95 % range that measurement alone explains; below, the time in which the volume doubles or halves, and its 95 % range",
            ["lesion", .. timeline.Visits.Skip(1).Select(visit => visit.Name)],
            [.. timeline.Tracks.Select(track => (IReadOnlyList<string>)
            [
                $"{track.Id} {track.Label.Name}",
                .. Enumerable.Range(1, timeline.Visits.Count - 1).Select(visit => Change(timeline.Change(track, visit - 1, visit))),
            ])]));

    private static ReportSection Pictures(Timeline timeline)
    {
        var blocks = new List<ReportBlock>();
        foreach (LesionTrack track in timeline.Tracks.Take(MostPictured))
        {
            ReportBlock[] pictures =
                [.. track.Points.Where(point => point.Lesion is not null).Select(point => Picture(timeline, point.Lesion!))];
            blocks.AddRange(new ReportBlock.Heading($"Lesion {track.Id}, {track.Label.Name}"), new ReportBlock.Side(pictures));
        }

        return new ReportSection("Pictures", blocks);
    }

    private static ReportBlock.Picture Picture(Timeline timeline, TrackedLesion lesion)
    {
        TrackingVisit visit = timeline.Visits[lesion.Visit];
        return new ReportBlock.Picture(LesionPicture.Of(lesion.Measurement, visit.Labels, visit.Image).ToPng(), visit.Name);
    }

    private static ReportSection Method(Timeline timeline, JsonElement? numbers) => new(
        "Method",
        [
        new ReportBlock.Paragraph(
            "Lesions are the connected parts of each label. Diameters are read on the acquired slices between the outer edges of voxels: "
            + "the longest, and the longest chord at a right angle to it. Lengths are rounded to a tenth of a millimetre before the rules "
            + "are applied."),
        new ReportBlock.Paragraph(
            $"Lesions of two visits are matched by how much they cover each other within {timeline.Options.ToleranceMm:0.#} mm, how far "
            + "their centres lie apart and how different their volumes are. The error of a volume is that of voxels cut by the outline, and "
            + $"of an outline drawn {timeline.Options.OutlineSdVoxels:0.##} voxels (one standard deviation) too far out or in as a whole."),
        new ReportBlock.Paragraph(
            "Other disease counts as clearly progressing when its volume grew by 73 % over its smallest; that, new lesions and the choice "
            + "of targets are for a reader to confirm. This page is no diagnosis."),
        .. numbers is { } document ? [new ReportBlock.Json("track", document)] : Array.Empty<ReportBlock>(),
        ]);

    private static string Cell(TrackPoint point) => point.Lesion?.Measurement is { } found
        ? $"{Figures.Of(found.VolumeMl, 2)}{Mark(point)}\n{Diameters(found.SliceDiameters)}"
        : point.State switch
        {
            LesionState.Merged => $"in {point.OtherTrack}",
            LesionState.Gone => "gone",
            _ => string.Empty,
        };

    private static string Mark(TrackPoint point) => point.State switch
    {
        LesionState.New => " new",
        LesionState.SplitOff => $" split from {point.OtherTrack}",
        LesionState.Reappeared => " back",
        _ => string.Empty,
    };

    private static string Diameters(SliceDiameters? found) =>
        found is null ? "–" : $"{Figures.Of(found.Longest.LengthMm, 1)} × {Figures.Of(found.Perpendicular.LengthMm, 1)}";

    private static string Change(LesionChange? change)
    {
        if (change is null)
        {
            return string.Empty;
        }

        string volume = $"{Figures.Signed(change.VolumeMl, 2)} ± {Figures.Of(change.NoiseMl, 2)} "
            + $"ml{(change.ExceedsNoise ? string.Empty : " (noise)")}";
        if (double.IsNaN(change.DoublingDays))
        {
            return volume;
        }

        return $"{volume}\n{Pace(change)}";
    }

    /// <summary>How fast: the time to twice or half the volume, with what measurement leaves open.</summary>
    private static string Pace(LesionChange change) => change.GrowthPerDay < 0
        ? Pace("halves", change.HalvingDays, change.FastestHalvingDays, change.SlowestHalvingDays)
        : Pace("doubles", change.DoublingDays, change.FastestDoublingDays, change.SlowestDoublingDays);

    private static string Pace(string verb, double days, double fastest, double slowest) => double.IsInfinity(days)
        ? "as large as before"
        : $"{verb} in {Figures.Of(days, 0)} d [{Figures.Of(fastest, 0)}, {Figures.Of(slowest, 0)}]";

    private static string Percent(double fraction) => double.IsNaN(fraction) ? "–" : Figures.Signed(100 * fraction, 1) + " %";

    private static bool IsDated(Timeline timeline) => timeline.Visits.All(visit => visit.Date is not null);

    private static double Time(Timeline timeline, int visit) => IsDated(timeline) ? timeline.DaysBetween(0, visit) : visit + 1;
}
