using System.Diagnostics;
using System.Reflection;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Cases;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Segmentation;

/// <summary>
/// Segments the scans of a folder: goes on after a failure, leaves out what is done already, and shares the folder with other processes.
/// A single scan that goes to a file is segmented without a record.
/// </summary>
internal sealed class CaseRun
{
    private readonly CaseSegmentation segmentation;
    private readonly Host host;
    private readonly ModelFolder model;
    private readonly string options;
    private readonly Lazy<string> modelHash;

    /// <summary>A run with one model.</summary>
    /// <param name="segmentation">Segments a scan.</param>
    /// <param name="model">Where the model came from.</param>
    /// <param name="options">How the window slides.</param>
    /// <param name="host">Hears of failures and doubts.</param>
    public CaseRun(CaseSegmentation segmentation, ModelFolder model, SlidingWindowOptions options, Host host)
    {
        (this.segmentation, this.host, this.model) = (segmentation, host, model);

        // Threads and memory change how fast it goes, not what comes out.
        this.options = $"{options with { Threads = 1, MaxMemory = null }}, probabilities {segmentation.WritesProbabilities}, "
            + $"uncertainty {segmentation.WritesUncertainty}";
        modelHash = new Lazy<string>(() => ContentHash.Of(model.FilesBehindPredictions));
    }

    /// <summary>Whether cases that are done are done again.</summary>
    public bool DoesAgain { get; init; }

    /// <summary>Segments all scans.</summary>
    public IReadOnlyList<CaseOutcome> Segment(IReadOnlyList<ScanJob> jobs, Hosting.Progress progress, CancellationToken cancellation)
    {
        var outcomes = new CaseOutcome[jobs.Count];
        for (int i = 0; i < jobs.Count; i++)
        {
            outcomes[i] = Segment(jobs[i], cancellation);
            progress.Report((i + 1.0) / jobs.Count, jobs[i].Scan.Id);
        }

        // What others were at may be done by now, or left by a process that died.
        for (int i = 0; i < jobs.Count; i++)
        {
            if (outcomes[i].Status == CaseStatus.Elsewhere)
            {
                outcomes[i] = Segment(jobs[i], cancellation);
            }
        }

        return outcomes;
    }

    private CaseOutcome Segment(ScanJob job, CancellationToken cancellation)
    {
        try
        {
            CaseOutcome outcome = job.FileName is null ? WithRecord(job, cancellation) : WithoutRecord(job, cancellation);
            if (outcome.Confidence is { Trusted: false } doubted)
            {
                host.Warn($"{job.Scan.Id}: do not trust this segmentation: {string.Join("; ", doubted.Reasons)}.");
            }

            return outcome;
        }
        catch (Exception problem) when (problem is VolumeFormatException or DatasetException or FileNotFoundException or ArgumentException)
        {
            host.TellError(ErrorMapping.MessageOf(problem));
            return new CaseOutcome(job.Scan.Id, null, ErrorMapping.MessageOf(problem), CaseStatus.Failed);
        }
    }

    private static string Version =>
        typeof(CaseRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private CaseOutcome WithoutRecord(ScanJob job, CancellationToken cancellation)
    {
        long start = host.Time.GetTimestamp();
        (string written, SegmentationConfidence? confidence) = segmentation.Run(job, cancellation);
        return new CaseOutcome(job.Scan.Id, written, null, CaseStatus.Segmented)
        {
            Confidence = confidence, Seconds = host.Time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private CaseOutcome WithRecord(ScanJob job, CancellationToken cancellation)
    {
        var folder = new CaseFolder(job.Folder, host.Time);
        CaseClaim? taken = null;
        Failure.Writing(job.Folder, () => taken = folder.TryClaim(job.Scan.Id));
        if (taken is null)
        {
            return new CaseOutcome(job.Scan.Id, null, null, CaseStatus.Elsewhere);
        }

        using CaseClaim claim = taken;
        var identity = new CaseIdentity(ContentHash.Of(job.Scan.Paths), modelHash.Value, options);
        if (!DoesAgain && folder.FindDone(job.Scan.Id, identity) is { } done)
        {
            return new CaseOutcome(job.Scan.Id, Path.Combine(job.Folder, done.Output), null, CaseStatus.DoneBefore)
            {
                Confidence = done.Confidence, Seconds = done.Seconds,
            };
        }

        CaseOutcome outcome = WithoutRecord(job, cancellation);
        CaseRecord record = RecordOf(job, identity, outcome);
        Failure.Writing(folder.RecordPath(job.Scan.Id), () => folder.Write(record));
        return outcome;
    }

    private CaseRecord RecordOf(ScanJob job, CaseIdentity identity, CaseOutcome outcome)
    {
        using var self = Process.GetCurrentProcess();
        return new CaseRecord
        {
            Case = job.Scan.Id,
            Output = Path.GetFileName(outcome.Output!),
            OutputSha256 = ContentHash.Of(outcome.Output!),
            Identity = identity,
            Inputs = [.. job.Scan.Paths.Select(Path.GetFullPath)],
            ModelFolder = model.Path,
            Vesalius = Version,
            Finished = host.Time.GetUtcNow(),
            Seconds = outcome.Seconds ?? 0,
            PeakMemoryBytes = self.PeakWorkingSet64,
            Confidence = outcome.Confidence,
        };
    }
}
