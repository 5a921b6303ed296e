using System.Globalization;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Tracking;

/// <summary>What <c>track</c> was asked for.</summary>
internal sealed record TrackRequest
{
    public required IReadOnlyList<string> Labels { get; init; }

    public required IReadOnlyList<string> Images { get; init; }

    public required IReadOnlyList<DateOnly> Dates { get; init; }

    public required RegistrationKind? Register { get; init; }

    public required string? Corrections { get; init; }

    public required TrackingOptions Options { get; init; }

    /// <summary>Reads, registers and tracks.</summary>
    public (Timeline Timeline, IReadOnlyList<RegistrationResult?> Registrations) Run(Host host, CancellationToken cancellation)
    {
        Check();
        TrackingCorrections corrections = Corrections is null ? TrackingCorrections.None : ReadCorrections(Corrections);
        TrackingVisit[] visits = [.. Labels.Select(Read)];
        var registrations = new RegistrationResult?[visits.Length];
        for (int i = 1; i < visits.Length && Register is { } kind; i++)
        {
            var options = new RegistrationOptions { Kind = kind };
            RegistrationResult found = ImageRegistration.Align(visits[0].Image!, visits[i].Image!, options, cancellation);
            host.Detail($"{visits[i].Name} laid over {visits[0].Name}: similarity {found.StartSimilarity:0.000} "
                + $"to {found.Similarity:0.000}, {found.Steps} steps.");
            (registrations[i], visits[i]) = (found, visits[i] with { ToCommon = found.FixedToMoving.Inverse() });
        }

        try
        {
            return (Timeline.Of(visits, Options, corrections, cancellation), registrations);
        }
        catch (ArgumentException e) when (Corrections is not null || Dates.Count > 0)
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
        if (Dates.Count > 0 && Dates.Count != Labels.Count)
        {
            throw Failure.Usage($"--dates takes a day for each of the {Labels.Count} visits; {Dates.Count} came.");
        }

        if (Images.Count > 0 && Images.Count != Labels.Count)
        {
            throw Failure.Usage($"--image is given once for each of the {Labels.Count} visits, in their order; {Images.Count} came.");
        }

        if (Register is not null && Images.Count == 0)
        {
            throw Failure.Usage("--register lays scans over each other; give the scan of each visit with --image.");
        }
    }

    private TrackingVisit Read(string path, int visit)
    {
        LabelMap labels = Failure.Reading(() => VolumeFile.ReadLabels(path));
        string stem = VolumeFile.StemOf(path);
        bool isUnique = Labels.Count(other => VolumeFile.StemOf(other) == stem) == 1;
        return new TrackingVisit(isUnique ? stem : $"visit {visit + 1}", labels)
        {
            Date = Dates.Count > 0 ? Dates[visit] : null,
            Image = Images.Count > 0 ? Failure.Reading(() => VolumeFile.Read(Images[visit])) : null,
        };
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
