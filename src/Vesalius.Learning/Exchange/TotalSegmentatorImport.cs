using System.Globalization;
using Vesalius.Imaging;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange;

/// <summary>
/// Takes over the models of TotalSegmentator, version 2: several nnU-Net models for the parts of one map, which is numbered through in the
/// order of the data sets' numbers (291 to 295 give the 117 structures of its task "total"). Scans are prepared as there: turned to RAS,
/// resampled between outermost voxel centres, and the labels brought back by the nearest voxel.
/// Source: Wasserthal et al., Radiology: AI 5:e230024, 2023.
/// </summary>
public static class TotalSegmentatorImport
{
    /// <summary>The data sets of the task "total".</summary>
    private static readonly int[] Total = [291, 292, 293, 294, 295];

    // With overlapping by a fifth their authors lost 0.001 Dice on this task and saved most of the time.
    private const double StepOfTotal = 0.8;

    /// <summary>Imports the models.</summary>
    /// <param name="source">
    /// A folder with <c>DatasetNNN_…</c> folders, or zips of them: TotalSegmentator's own folder of weights, or downloads of its releases.
    /// </param>
    /// <param name="target">The model folder to write; it must not hold a model yet.</param>
    /// <param name="options">What is wanted of each model; null for everything that is there.</param>
    /// <param name="datasets">Numbers of the data sets to join; empty for those of "total" where all five are there, else for all.</param>
    /// <param name="progress">The share of models done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two models; nothing usable is left then.</param>
    /// <exception cref="ModelException">
    /// There are no such models, they do not fit together, one is damaged, or the target holds a model already.
    /// </exception>
    public static ImportRecord Run(
        string source, ModelFolder target, NnUnetImportOptions? options = null, IReadOnlyList<int>? datasets = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Exists)
        {
            throw new ModelException($"{target.Path}: there is a model here already. Give a new folder.");
        }

        (int Number, string Path)[] found = Wanted(source, datasets ?? []);
        target.Create();
        var parts = new List<(string Folder, SegmentationPlan Plan, ImportRecord Record)>();
        foreach ((int number, string path) in found)
        {
            cancellation.ThrowIfCancellationRequested();
            string folder = $"part-{number}";
            ImportRecord record = NnUnetImport.Run(path, new ModelFolder(target.FileAt(folder)), options, null, cancellation);
            parts.Add((folder, new ModelFolder(target.FileAt(folder)).ReadPlan(), record));
            progress?.Report((double)parts.Count / found.Length);
        }

        SegmentationPlan plan = Joined(source, parts, [.. found.Select(one => one.Number)]);
        ImportRecord whole = parts[0].Record with
        {
            Source = System.IO.Path.GetFullPath(source),
            Kind = "TotalSegmentator",
            Sha256 = [.. parts.SelectMany(part => part.Record.Sha256)],
            Notes = [.. parts.SelectMany(part => part.Record.Notes)],
        };
        target.WriteRecord("import.json", whole);
        target.WriteRecord("plan.json", plan);
        return whole;
    }

    private static (int Number, string Path)[] Wanted(string source, IReadOnlyList<int> datasets)
    {
        if (!Directory.Exists(source))
        {
            throw new ModelException(
                $"{source}: a folder with TotalSegmentator's weights (Dataset291_… and so on) was expected, but there is no such folder.");
        }

        (int Number, string Path)[] there =
            [.. Directory.EnumerateFileSystemEntries(source, "Dataset*")
                .Where(path => Directory.Exists(path) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                .Select(path => (NumberOf(path), path)).Where(one => one.Item1 > 0)
                .GroupBy(one => one.Item1).Select(same => same.OrderBy(one => File.Exists(one.path)).First()).OrderBy(one => one.Item1)];
        string found = there.Length == 0 ? "none" : string.Join(", ", there.Select(one => one.Number));
        IReadOnlyList<int> numbers = datasets.Count > 0 ? datasets
            : Total.All(number => there.Any(one => one.Number == number)) ? Total : [.. there.Select(one => one.Number)];
        int[] missing = numbers.Count == 0 ? [Total[0]] : [.. numbers.Where(number => !there.Any(one => one.Number == number))];
        return missing.Length > 0
            ? throw new ModelException($"{source}: Dataset{missing[0]}_… was expected as a folder or zip; there are {found}.")
            : [.. numbers.Distinct().Order().Select(number => there.First(one => one.Number == number))];
    }

    private static int NumberOf(string path)
    {
        string digits = string.Concat(System.IO.Path.GetFileName(path)["Dataset".Length..].TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }

    private static SegmentationPlan Joined(
        string source, List<(string Folder, SegmentationPlan Plan, ImportRecord Record)> parts, int[] numbers)
    {
        SegmentationPlan first = parts[0].Plan;
        Spacing spacing = SpacingOf(first);
        foreach ((string folder, SegmentationPlan plan, _) in parts)
        {
            if (SpacingOf(plan) != spacing || plan.Dimensions != 3 || !plan.Channels.SequenceEqual(first.Channels))
            {
                throw new ModelException(
                    $"{source}: the models should see the same channels at one spacing; {parts[0].Folder} sees "
                    + $"{string.Join(", ", first.Channels)} at {spacing}, {folder} {string.Join(", ", plan.Channels)} at {SpacingOf(plan)}. Name those that belong together with --datasets.");
            }
        }

        // One number for each name: in the order of the data sets these are TotalSegmentator's own.
        var values = new Dictionary<string, int>();
        JoinedModel[] models = [.. parts.Select(part => new JoinedModel(part.Folder, [.. part.Plan.Labels.Select(label =>
            values.TryGetValue(label.Name, out int known) ? known : values[label.Name] = values.Count + 1)]))];
        return first with
        {
            Labels = [.. values.Select(one => new PlannedLabel(one.Value, one.Key))],
            Outputs = OutputKind.Exclusive,
            PreviousLabels = null,
            Joined = new JoinedModels { Models = models, Spacing = spacing, Step = numbers.SequenceEqual(Total) ? StepOfTotal : 0.5 },
        };
    }

    private static Spacing SpacingOf(SegmentationPlan plan)
    {
        int[] axes = plan.NnUnet!.ScanAxes;
        IReadOnlyList<double> slowestFirst = plan.NnUnet.Spacing;
        double[] own = [.. Enumerable.Range(0, slowestFirst.Count).Select(axis => slowestFirst[slowestFirst.Count - 1 - axis])];
        double[] turned = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            turned[axes[axis]] = axis < own.Length ? own[axis] : 1;
        }

        return new Spacing(turned[0], turned[1], turned[2]);
    }
}
