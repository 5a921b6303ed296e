using Vesalius.Analysis.Tracking;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Tracking;

/// <summary>The visits of a patient as files: label maps with or without scans, or scans that a model segments.</summary>
internal sealed record VisitFiles
{
    /// <summary>A file per visit, in order of time: a label map, or a scan where a model is given.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The scans that label maps belong to; empty for none.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>The day of each visit; empty when not known.</summary>
    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    /// <summary>The folder of the model that segments the scans; null when label maps are given.</summary>
    public string? Model { get; init; }

    /// <summary>The folder that gets what the model finds; null to keep nothing.</summary>
    public string? SaveTo { get; init; }

    /// <summary>Whether there will be scans to look at.</summary>
    public bool HaveScans => Images.Count > 0 || Model is not null;

    /// <summary>Refuses what does not fit together.</summary>
    public void Check()
    {
        if (Dates.Count > 0 && Dates.Count != Paths.Count)
        {
            throw Failure.Usage($"--dates takes a day for each of the {Paths.Count} visits; {Dates.Count} came.");
        }

        if (Images.Count > 0 && Model is not null)
        {
            throw Failure.Usage("With --model the visits are scans themselves; leave --image out.");
        }

        if (SaveTo is not null && Model is null)
        {
            throw Failure.Usage("--save-labels keeps what a model finds; add --model.");
        }

        if (Images.Count > 0 && Images.Count != Paths.Count)
        {
            throw Failure.Usage($"--image is given once for each of the {Paths.Count} visits, in their order; {Images.Count} came.");
        }
    }

    /// <summary>Reads the visits, or segments them.</summary>
    public TrackingVisit[] Read(Host host, CancellationToken cancellation) => Model is null
        ? [.. Paths.Select((path, visit) => new TrackingVisit(NameOf(visit), Failure.Reading(() => VolumeFile.ReadLabels(path)))
        {
            Date = DateOf(visit),
            Image = Images.Count > 0 ? Failure.Reading(() => VolumeFile.Read(Images[visit])) : null,
        })]
        : host.Follow("segmenting", progress => Segmented(progress, cancellation));

    private TrackingVisit[] Segmented(Hosting.Progress progress, CancellationToken cancellation)
    {
        using Segmenter segmenter = Segmenter.Load(new ModelFolder(Model!));
        var visits = new TrackingVisit[Paths.Count];
        for (int i = 0; i < visits.Length; i++)
        {
            ScanFiles scan = ScanFiles.Find(Paths[i], segmenter.Plan.Channels.Count) is [var one]
                ? one
                : throw Failure.Usage($"{Paths[i]}: a scan of one visit was expected; a folder of several scans came.");
            IReadOnlyList<Volume<float>> channels = Failure.Reading(scan.Read);
            LabelMap labels = segmenter.Label(() => channels, cancellation: cancellation);
            visits[i] = new TrackingVisit(NameOf(i), labels) { Date = DateOf(i), Image = channels[0] };
            Save(visits[i]);
            progress.Report((i + 1.0) / visits.Length, visits[i].Name);
        }

        return visits;
    }

    private void Save(TrackingVisit visit)
    {
        if (SaveTo is not null)
        {
            string path = Path.Combine(SaveTo, visit.Name + (visit.Labels.Grid.Dimensions == 2 ? ".png" : ".nii.gz"));
            Failure.Writing(path, () =>
            {
                Directory.CreateDirectory(SaveTo);
                VolumeFile.Write(path, visit.Labels);
            });
        }
    }

    private DateOnly? DateOf(int visit) => Dates.Count > 0 ? Dates[visit] : null;

    private string NameOf(int visit)
    {
        string stem = VolumeFile.StemOf(Paths[visit]);
        return Paths.Count(other => VolumeFile.StemOf(other) == stem) == 1 ? stem : $"visit {visit + 1}";
    }
}
