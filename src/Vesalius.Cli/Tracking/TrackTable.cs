using Spectre.Console;
using Vesalius.Analysis.Reporting;
using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Tracking;

/// <summary>What <c>track</c> shows to people.</summary>
internal static class TrackTable
{
    /// <summary>Shows the lesions at each visit, and the response.</summary>
    public static void Show(Host host, TrackedSeries series, RecistTimeline recist)
    {
        Timeline timeline = series.Timeline;
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("lesion");
        foreach (TrackingVisit visit in timeline.Visits)
        {
            table.AddColumn(new TableColumn(Markup.Escape(visit.Name)).RightAligned());
        }

        foreach (LesionTrack track in timeline.Tracks)
        {
            string name = $"{track.Id} {track.Label.Name}{(recist.Targets.Contains(track) ? " (target)" : "")}";
            table.AddRow([Markup.Escape(name), .. track.Points.Select((point, visit) => Cell(timeline, track, visit))]);
        }

        table.AddRow(["all", .. timeline.Visits.Select((_, visit) => $"{timeline.TotalVolumeMl(visit):0.00} ml")]);
        host.Write(table);
        for (int visit = 1; visit < recist.Assessments.Count; visit++)
        {
            RecistAssessment one = recist.Assessments[visit];
            host.Write($"{timeline.Visits[visit].Name}: {TimelineReport.Name(one.Overall)} by RECIST 1.1: {one.Reason}");
        }

        for (int visit = 1; visit < timeline.Visits.Count; visit++)
        {
            if (TrackedScanChange.Of(series.Changes[visit]) is { } change)
            {
                host.Write($"{timeline.Visits[visit].Name}: the scan became brighter in {change.Brighter} places and darker in {change.Darker}, "
                    + $"{change.VolumeMl:0.00} ml together.");
            }
        }
    }

    private static string Cell(Timeline timeline, LesionTrack track, int visit)
    {
        TrackPoint point = track.Points[visit];
        if (point.Lesion is not { } lesion)
        {
            return point.State switch { LesionState.Gone => "gone", LesionState.Merged => $"in {point.OtherTrack}", _ => "" };
        }

        string state = point.State switch
        {
            LesionState.New => " new",
            LesionState.SplitOff => $" from {point.OtherTrack}",
            LesionState.Reappeared => " back",
            LesionState.Persisting when timeline.Change(track, visit - 1, visit) is { ExceedsNoise: true } change =>
                change.VolumeMl > 0 ? " ↑" : " ↓",
            _ => "",
        };
        return $"{lesion.Measurement.VolumeMl:0.00} ml, {lesion.Measurement.SliceDiameters?.Longest.LengthMm:0.0} mm{state}";
    }
}
