using Vesalius.Imaging;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>
/// How many bytes labelling one scan takes at its peak, before it is begun. Scores are held for as many planes of the working grid as a window
/// is deep, and only for one group of classes at a time: with more groups less memory is needed, and the network sees every window once per group.
/// </summary>
/// <param name="Plan">What the model was made for.</param>
/// <param name="Scan">The scan's size.</param>
/// <param name="Working">The size of the working grid.</param>
/// <param name="Weights">Bytes of all networks' weights.</param>
/// <param name="Precision">The number format of activations.</param>
internal sealed record MemoryNeed(SegmentationPlan Plan, Size3 Scan, Size3 Working, long Weights, Precision Precision)
{
    // The runtime, libtorch and what the allocators keep: measured on Linux, rounded up.
    private const long Process = 450L << 20;

    // Allocators keep some of what they were given back.
    private const double Slack = 1.1;

    // The scores of the classes that the head makes at once, and what the convolution reorders on the way.
    private const long HeadAtOnce = 256L << 20;

    /// <summary>How often the prepared scan is held: twice where a part of it is cut out to be looked at more closely.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Bytes while the scan is read and prepared: the file's values, their binary32 copy, what is cut and resampled from it.</summary>
    public long Preparing => (long)(Slack * (Process + Weights)) + Beside;

    /// <summary>Bytes that reading and preparing takes in a process that is there already, with the profile by which the scan is judged.</summary>
    public long Beside =>
        (long)(Slack * Floats(Scan.Count * (Plan.Channels.Count + 2) + Working.Count * (Plan.InputCount + 2) + IntensityScale.MostSorted));

    /// <summary>Bytes while labels are written: them, and what is compressed of them.</summary>
    public static long Writing(Size3 scan) => (long)(Slack * 2 * sizeof(ushort) * scan.Count);

    /// <summary>How many threads work on planes at a time, each with memory of its own.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether labels are corrected afterwards: a copy of them, and the parts of a structure.</summary>
    public bool Corrects { get; init; }

    /// <summary>Bytes while the network works and labels are written, with so many groups of classes.</summary>
    public long Predicting(int groups)
    {
        long classes = (Plan.ClassCount + groups - 1) / groups, plane = (long)Working.X * Working.Y;
        long sums = (classes + 1) * plane * Math.Min(Working.Z, Plan.PatchSize.Z) + Plan.ClassCount * plane;
        long competing = groups > 1 && Plan.Outputs == OutputKind.Exclusive ? Scan.Count : 0;
        long labels = Scan.Count * (Plan.Outputs == OutputKind.Overlapping ? 2 + (3 * Plan.ClassCount) : Corrects ? 12 : 2);
        long scores = Math.Min(HeadAtOnce, 4 * Floats(Plan.PatchSize.Count * classes)), activations = Activations * (Precision == Precision.BFloat16 ? 2 : 4);
        long threads = Threads * (2 * plane + Math.Max(plane, (long)Scan.X * Scan.Y)), judging = groups > 1 ? 0 : Judging;
        long arrays = Floats(Copies * Working.Count * Plan.InputCount + sums + competing + threads) + labels + judging;
        return (long)(Slack * (Process + (2 * Weights) + arrays + activations + scores));
    }

    /// <summary>Whether this scan can be labelled while the labels of another are written and a third one is read.</summary>
    /// <param name="written">The size of the one whose labels are written; null for none.</param>
    /// <param name="read">The need of the one that is read; null for none.</param>
    /// <param name="limit">Bytes that may be taken.</param>
    /// <exception cref="ArgumentException">This scan does not even fit by itself.</exception>
    public bool FitsBeside(Size3? written, MemoryNeed? read, long limit) =>
        Predicting(GroupsFor(limit)) + (written is { } size ? Writing(size) : 0) + (read?.Beside ?? 0) <= limit;

    /// <summary>The need of a model on disk, without loading it.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="scan">The scan's grid.</param>
    /// <param name="precision">The number format of activations.</param>
    public static MemoryNeed Of(ModelFolder folder, Grid scan, Precision precision)
    {
        SegmentationPlan plan = folder.ReadPlan();
        long weights = folder.IsOnnx ? new FileInfo(folder.OnnxPath).Length : folder.MemberPaths.Where(File.Exists).Sum(path => new FileInfo(path).Length);
        return new MemoryNeed(plan, scan.Size, WorkingSize(plan, scan), weights, precision) { Corrects = File.Exists(folder.PostprocessingPath) };
    }

    /// <summary>The size of the working grid of a scan.</summary>
    public static Size3 WorkingSize(SegmentationPlan plan, Grid scan) =>
        plan.NnUnet is { } rule ? NnUnetPreparation.WorkingSize(scan, rule) : plan.WorkingGrid.For(scan).Size;

    /// <summary>Refuses a scan that cannot even be read and prepared.</summary>
    /// <param name="limit">Bytes that may be taken; null for as many as needed.</param>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public void ExpectToRead(long? limit)
    {
        if (Preparing > limit)
        {
            throw new ArgumentException($"Reading and preparing a scan of {Scan} takes {InWords(Preparing)} of memory; {InWords(limit.Value)} are allowed. Allow more, or crop the scan.");
        }
    }

    /// <summary>The smallest number of groups with which everything fits.</summary>
    /// <param name="limit">Bytes that may be taken; null for as many as needed.</param>
    /// <exception cref="ArgumentException">It does not fit with any number of groups.</exception>
    public int GroupsFor(long? limit)
    {
        if (limit is not { } allowed)
        {
            return 1;
        }

        for (int groups = 1; groups <= Plan.ClassCount; groups++)
        {
            if (Math.Max(Preparing, Predicting(groups)) <= allowed)
            {
                return groups;
            }
        }

        long least = Math.Max(Preparing, Predicting(Plan.ClassCount));
        throw new ArgumentException(
            $"A scan of {Scan} with {Plan.ClassCount} classes needs {InWords(least)} of memory at least; {InWords(allowed)} are allowed. Allow more, or crop the scan.");
    }

    /// <summary>What judging adds: per plane and thread the sums of every structure, in binary64, and the count of every label value.</summary>
    private long Judging => sizeof(double) * ((Plan.PatchSize.Z + Threads) * ProbabilityCount.Fields * Plan.Labels.Count + ushort.MaxValue + 1);

    /// <summary>
    /// Values that the network holds at once: what the encoder keeps for the decoder, and its widest step on the finest level, where the
    /// transposed convolution reorders what it reads and writes. How many times that level is held was measured (bench's <c>memory</c>).
    /// </summary>
    private long Activations
    {
        get
        {
            long values = Plan.PatchSize.Count, kept = 0;
            for (int level = 0; level < Plan.Network.Features.Count; level++)
            {
                values /= Plan.Network.Strides[level].Aggregate(1L, (product, step) => product * step);
                kept += values * Plan.Network.Features[level];
            }

            return kept + (Precision == Precision.BFloat16 ? 4 : 9) * Plan.PatchSize.Count * Plan.Network.Features[0];
        }
    }

    private static long Floats(long count) => count * sizeof(float);

    private static string InWords(long bytes) => $"{Math.Ceiling(bytes / 1e7) / 100:0.00} GB";
}
