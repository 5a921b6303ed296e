using System.Globalization;
using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Scans;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Tracking;

/// <summary>What <c>track</c> was asked for.</summary>
internal sealed record TrackRequest
{
    public required VisitFiles Files { get; init; }

    public required VisitRegistration Registration { get; init; }

    public required VisitChanges Changes { get; init; }

    public required string? Corrections { get; init; }

    public required TrackingOptions Options { get; init; }

    /// <summary>Reads or segments, registers, compares and tracks.</summary>
    public TrackedSeries Run(Host host, CancellationToken cancellation)
    {
        Check();
        TrackingCorrections corrections = Corrections is null ? TrackingCorrections.None : ReadCorrections(Corrections);
        TrackingVisit[] visits = Files.Read(host, cancellation);
        var laid = new LaidVisit?[visits.Length];
        for (int i = 1; i < visits.Length; i++)
        {
            laid[i] = Registration.Of(visits[0], visits[i], i, cancellation);
            if (laid[i] is { FirstToThis: var map } one)
            {
                Tell(host, visits[i].Name, visits[0].Name, one);
                visits[i] = visits[i] with { ToCommon = map.Linear.Inverse(), Deformation = map.Deformation };
            }
        }

        IReadOnlyList<ScanChange?> changes = Changes.Of(visits, laid, Registration.Mask, cancellation);
        try
        {
            return new TrackedSeries(Timeline.Of(visits, Options, corrections, cancellation), laid, changes);
        }
        catch (ArgumentException e) when (Corrections is not null || Files.Dates.Count > 0)
        {
            throw Failure.Usage(ErrorMapping.MessageOf(e));
        }
    }

    /// <summary>Dates as <c>2026-01-31,2026-03-28</c>.</summary>
    public static IReadOnlyList<DateOnly> ParseDates(string? text) => text is null
        ? []
        : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word => DateOnly.TryParseExact(
            word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Failure.Usage($"--dates takes days as 2026-01-31, separated by commas; '{word}' came."))];

    private void Check()
    {
        Files.Check();
        Registration.Check(Files.Paths.Count, Changes.SaveTo is not null);
        Changes.Check(Files.HaveScans, Registration.Mask is not null);
        if (Registration.NeedsScans && !Files.HaveScans)
        {
            string option = Registration.Kind is not null ? "--register" : "--deformable";
            throw Failure.Usage($"{option} lays scans over each other; give the scan of each visit with --image.");
        }
    }

    private static void Tell(Host host, string name, string first, LaidVisit laid)
    {
        if (laid.Linear is { } found)
        {
            host.Detail($"{name} laid over {first}: similarity {found.StartSimilarity:0.000} "
                + $"to {found.Similarity:0.000}, {found.Steps} steps.");
        }

        if (laid.Deformable is { } deformed)
        {
            host.Detail($"{name} deformed onto {first}: similarity {deformed.StartSimilarity:0.000} to {deformed.Similarity:0.000}, "
                + $"{deformed.Steps} steps; no volume shrinks below {deformed.LeastJacobian:0.00} of its own.");
        }
    }

    private static TrackingCorrections ReadCorrections(string path)
    {
        try
        {
            return TrackingCorrections.Parse(Failure.Reading(() => File.ReadAllText(path)));
        }
        catch (FormatException e)
        {
            throw Failure.Unreadable($"{path}: {e.Message}", e);
        }
    }
}
