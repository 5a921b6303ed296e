using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Cases;
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
    private readonly ConcurrentDictionary<string, CaseClaim> claims = new();

    /// <summary>A run with one model.</summary>
    /// <param name="segmentation">Segments a scan.</param>
    /// <param name="model">Where the model came from.</param>
    /// <param name="options">How the window slides.</param>
    /// <param name="host">Hears of failures and doubts.</param>
    public CaseRun(CaseSegmentation segmentation, ModelFolder model, SlidingWindowOptions options, Host host)
    {
        (this.segmentation, this.host, this.model) = (segmentation, host, model);

        // Threads and memory change how fast it goes, not what comes out. A list prints as its type only.
        this.options = $"{options with { Threads = 1, MaxMemory = null }}, {string.Join(',', options.Structures)}, probabilities {segmentation.WritesProbabilities}, "
            + $"uncertainty {segmentation.WritesUncertainty}";
        modelHash = new Lazy<string>(() => ContentHash.Of(model.FilesBehindPredictions));
    }

    /// <summary>Whether cases that are done are done again.</summary>
    public bool DoesAgain { get; init; }

    /// <summary>
    /// Segments all scans. While one is segmented the next is read and prepared and the last is written, as far as memory allows; what is to be
    /// told of them is told in their order.
    /// </summary>
    public IReadOnlyList<CaseOutcome> Segment(IReadOnlyList<ScanJob> jobs, Hosting.Progress progress, CancellationToken cancellation)
    {
        List<CaseOutcome> outcomes = Once(
            jobs, outcome => progress.Report((double)outcome.Count / jobs.Count, jobs[outcome.Count - 1].Scan.Id), cancellation);

        // What others were at may be done by now, or left by a process that died.
        int[] left = [.. Enumerable.Range(0, jobs.Count).Where(i => outcomes[i].Status == CaseStatus.Elsewhere)];
        foreach ((int place, CaseOutcome outcome) in left.Zip(Once([.. left.Select(i => jobs[i])], _ => { }, cancellation)))
        {
            outcomes[place] = outcome;
        }

        return outcomes;
    }

    private List<CaseOutcome> Once(IReadOnlyList<ScanJob> jobs, Action<List<CaseOutcome>> after, CancellationToken cancellation)
    {
        var outcomes = new List<CaseOutcome>();
        var line = new CaseLine<ScanJob, CaseStep<ReadyScan>, CaseStep<FoundSegmentation>>
        {
            Prepare = Begin,
            Work = Find,
            Finish = found =>
            {
                outcomes.Add(End(found));
                after(outcomes);
            },
            MayOverlap = segmentation.MayOverlap,
        };
        try
        {
            line.Run(jobs, cancellation);
        }
        finally
        {
            // Cases that were begun and never ended: somebody else may take them.
            foreach (string id in claims.Keys)
            {
                GiveBack(id);
            }
        }

        return outcomes;
    }

    private CaseStep<ReadyScan> Begin(ScanJob job, CancellationToken cancellation)
    {
        CaseIdentity? identity = null;
        return Timed<ReadyScan>(job, null, 0, step =>
        {
            if (job.FileName is null)
            {
                var folder = new CaseFolder(job.Folder, host.Time);
                if (!TryClaim(folder, job))
                {
                    return step with { Ended = new CaseOutcome(job.Scan.Id, null, null, CaseStatus.Elsewhere) };
                }

                identity = new CaseIdentity(ContentHash.Of(job.Scan.Paths), modelHash.Value, options);
                if (!DoesAgain && folder.FindDone(job.Scan.Id, identity) is { } done)
                {
                    return step with { Ended = DoneBefore(job, done) };
                }
            }

            return step with { Identity = identity, Made = segmentation.Read(job, cancellation) };
        });
    }

    private CaseStep<FoundSegmentation> Find(CaseStep<ReadyScan> ready, CancellationToken cancellation) =>
        Timed<FoundSegmentation>(ready.Job, ready.Identity, ready.Seconds, step => ready.Made is null
            ? step with { Ended = ready.Ended }
            : step with { Made = segmentation.Find(ready.Made, cancellation) });

    private CaseOutcome End(CaseStep<FoundSegmentation> found)
    {
        CaseStep<string> written = Timed<string>(found.Job, found.Identity, found.Seconds, step => found.Made is null
            ? step with { Ended = found.Ended }
            : step with { Made = segmentation.Write(found.Job, found.Made) });
        CaseOutcome outcome = written.Ended ?? new CaseOutcome(found.Job.Scan.Id, written.Made, null, CaseStatus.Segmented)
        {
            Confidence = found.Made!.Confidence, Seconds = written.Seconds,
        };
        if (outcome.Status == CaseStatus.Segmented && found.Identity is { } identity)
        {
            CaseRecord record = RecordOf(found.Job, identity, outcome);
            var folder = new CaseFolder(found.Job.Folder, host.Time);
            Failure.Writing(folder.RecordPath(record.Case), () => folder.Write(record));
        }

        GiveBack(found.Job.Scan.Id);
        Tell(outcome);
        return outcome;
    }

    /// <summary>One stage of a scan; what is wrong with the scan ends it there, and the others go on.</summary>
    private CaseStep<T> Timed<T>(ScanJob job, CaseIdentity? identity, double before, Func<CaseStep<T>, CaseStep<T>> stage)
        where T : class
    {
        long start = host.Time.GetTimestamp();
        CaseStep<T> step;
        try
        {
            step = stage(new CaseStep<T>(job, identity, before));
        }
        catch (Exception problem) when (problem is VolumeFormatException or DatasetException or FileNotFoundException or ArgumentException)
        {
            var failed = new CaseOutcome(job.Scan.Id, null, ErrorMapping.MessageOf(problem), CaseStatus.Failed);
            step = new CaseStep<T>(job, identity, before) { Ended = failed };
        }

        return step with { Seconds = before + host.Time.GetElapsedTime(start).TotalSeconds };
    }

    private void Tell(CaseOutcome outcome)
    {
        if (outcome.Error is not null)
        {
            host.TellError(outcome.Error);
        }
        else if (outcome.Confidence is { Trusted: false } doubted)
        {
            host.Warn($"{outcome.Case}: do not trust this segmentation: {string.Join("; ", doubted.Reasons)}.");
        }
    }

    private bool TryClaim(CaseFolder folder, ScanJob job)
    {
        CaseClaim? taken = null;
        Failure.Writing(job.Folder, () => taken = folder.TryClaim(job.Scan.Id));
        return taken is not null && claims.TryAdd(job.Scan.Id, taken);
    }

    private void GiveBack(string id)
    {
        if (claims.TryRemove(id, out CaseClaim? claim))
        {
            claim.Dispose();
        }
    }

    private static CaseOutcome DoneBefore(ScanJob job, CaseRecord done) =>
        new(job.Scan.Id, Path.Combine(job.Folder, done.Output), null, CaseStatus.DoneBefore) { Confidence = done.Confidence, Seconds = done.Seconds };

    private static string Version =>
        typeof(CaseRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

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
