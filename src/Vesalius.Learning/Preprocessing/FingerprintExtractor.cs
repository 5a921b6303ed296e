using System.Collections.Concurrent;
using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>Reads the scans of a dataset once, and says what they are like.</summary>
public static class FingerprintExtractor
{
    /// <summary>More label values than this in masks without named labels mean that the masks are images.</summary>
    private const int MostUnnamedLabels = 64;

    /// <summary>The fingerprint of the training cases: the plan may not depend on the others.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="progress">The part of the cases read, 0 to 1.</param>
    /// <param name="cancellation">Stops between two cases.</param>
    /// <exception cref="DatasetException">A case does not fit together, all masks are empty, or a label value is not one the dataset names.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Fingerprint Extract(Dataset dataset, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Extract(dataset, dataset.Training, progress, cancellation);
    }

    /// <summary>
    /// The fingerprint of what a planner looks at: the training cases, or all cases for a preset of nnU-Net, which looks at all.
    /// </summary>
    /// <inheritdoc cref="Extract(Dataset, IProgress{double}?, CancellationToken)"/>
    public static Fingerprint Extract(
        Dataset dataset, PlannerOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        return Extract(dataset, options.Preset is null ? dataset.Training : dataset.Cases, progress, cancellation);
    }

    /// <summary>The fingerprint of some of a dataset's cases.</summary>
    internal static Fingerprint Extract(
        Dataset dataset, IReadOnlyList<DatasetCase> of, IProgress<double>? progress, CancellationToken cancellation)
    {
        CaseFingerprint[] cases = Read(dataset, of, progress, cancellation);
        RefuseMixture(dataset, cases);
        RefuseEmptyMasks(dataset, cases);
        return new Fingerprint
        {
            Channels = dataset.ChannelNames,
            ChannelsAreNamed = dataset.HasNamedChannels,
            Labels = dataset.Regions.Count > 0 ? RegionsOf(dataset, of, cases) : LabelsOf(dataset, of, cases),
            Outputs = cases.Any(one => one.Overlaps) ? OutputKind.Overlapping : dataset.Outputs,
            NotAnnotatedValue = dataset.Labels.NotAnnotatedValue,
            Scans = [.. cases.Select(one => one.Scan)],
            Foreground = [.. Enumerable.Range(0, dataset.ChannelNames.Count).Select(c => CaseFingerprint.StatisticsOf([.. cases.SelectMany(one => one.Foreground[c])]))],
        };
    }

    private static void RefuseEmptyMasks(Dataset dataset, CaseFingerprint[] cases)
    {
        if (cases.All(one => one.Scan.LabelVoxels.Count == 0))
        {
            throw new DatasetException(
                $"{dataset.Folder}: expected labelled voxels in the masks to learn from; all {cases.Length} are empty. Check that these are the masks, and their label values.");
        }
    }

    private static void RefuseMixture(Dataset dataset, CaseFingerprint[] cases)
    {
        CaseFingerprint[] planar = [.. cases.Where(one => one.Scan.Dimensions == 2)];
        if (planar.Length > 0 && planar.Length < cases.Length)
        {
            throw new DatasetException(
                $"{dataset.Folder}: expected planar images only or volumes only; {planar.Length} of {cases.Length} scans are planar, such as {planar[0].Scan.Id}. Part them into two datasets.");
        }
    }

    private static CaseFingerprint[] Read(
        Dataset dataset, IReadOnlyList<DatasetCase> of, IProgress<double>? progress, CancellationToken cancellation)
    {
        var cases = new CaseFingerprint[of.Count];
        int done = 0;
        Action<int> read = i =>
        {
            DatasetCase one = of[i];
            IReadOnlyList<Volume<float>> channels = one.ReadImage();
            LabelMap labels = one.ReadLabels(channels[0].Grid, dataset.Labels);
            CaseFingerprint found = CaseFingerprint.Of(one.Id, channels, labels, dataset.Labels.NotAnnotatedValue);
            cases[i] = found with { Scan = found.Scan with { NotAnnotated = one.NotAnnotated } };
            progress?.Report((double)Interlocked.Increment(ref done) / cases.Length);
        };
        EachCase.Run(cases.Length, read, Environment.ProcessorCount, cancellation);
        return cases;
    }

    private static IReadOnlyList<PlannedLabel> RegionsOf(Dataset dataset, IReadOnlyList<DatasetCase> of, CaseFingerprint[] cases)
    {
        HashSet<int> known = [.. dataset.Regions.SelectMany(region => region.Parts ?? [region.Value])];
        int place = Array.FindIndex(cases, one => one.Scan.LabelVoxels.Keys.Any(value => !known.Contains(value)));
        return place < 0 ? dataset.Regions : throw new DatasetException(
            $"{of[place].LabelPath}: expected the label values {string.Join(", ", known.Order())} of dataset.json's regions; "
            + $"{cases[place].Scan.LabelVoxels.Keys.Where(value => !known.Contains(value)).Min()} came. Name it there, or correct the mask.");
    }

    private static IReadOnlyList<PlannedLabel> LabelsOf(Dataset dataset, IReadOnlyList<DatasetCase> of, CaseFingerprint[] cases)
    {
        int[] found = [.. cases.SelectMany(one => one.Scan.LabelVoxels.Keys).Distinct().Order()];

        int[] unknown = [.. found.Where(value => dataset.Labels.Find(value) is null)];
        if (dataset.LabelsAreComplete && unknown.Length > 0)
        {
            DatasetCase first = of[Array.FindIndex(cases, one => one.Scan.LabelVoxels.ContainsKey(unknown[0]))];
            throw new DatasetException(
                $"{first.LabelPath}: expected the label values {string.Join(", ", dataset.Labels.Select(label => label.Value))} of dataset.json; {unknown[0]} came. Name it there, or correct the mask.");
        }

        if (unknown.Length > MostUnnamedLabels)
        {
            throw new DatasetException(
                $"{of[0].LabelPath}: expected masks of a few labels; the masks have {found.Length} different values, as images do. "
                + "Name the labels in dataset.json if these are masks.");
        }

        return [.. dataset.Labels.Select(label => (label.Value, label.Name)).Concat(unknown.Select(value => (Value: value, Name: $"label {value}")))
            .OrderBy(pair => pair.Value).Select(pair => new PlannedLabel(pair.Value, pair.Name))];
    }
}
