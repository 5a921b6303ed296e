using System.Text.Json.Serialization;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>
/// How much memory a training takes at its peak, by what takes it, foretold from the plan. Activations are counted as binary32, because the
/// planner times steps in both number formats and freed tensors stay in the process.
/// </summary>
public sealed record TrainingMemory
{
    // The runtime, libtorch, code, and what the garbage collector has not collected yet: measured on Linux, rounded up.
    private const long Process = 650L << 20;

    // By how much a step takes more than it keeps: what is freed between what is kept, and the network of the other number format that the
    // planner timed. Measured on planar and volume networks of 0.1 to 0.9 GB (bench/training-memory.sh), rounded up.
    private const int TakenPerKept = 4;

    // Weights, gradients, two moments, the running mean; a network for validation, and twice all of a checkpoint while it is written.
    private const int CopiesOfWeights = 5 + 1 + 4;

    // Batches that wait, the one that is drawn, the one in the network (three times: arrays, one array, tensor).
    private const int BatchesAtOnce = 3 + 1 + 3;

    private const long MostStored = 4L << 30;

    /// <summary>The runtime and the libraries.</summary>
    public long ProcessBytes { get; init; } = Process;

    /// <summary>Weights, with all that the optimizer and a checkpoint keep of them.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>What the network keeps of a batch for its gradients, and works with meanwhile.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>Patches that are drawn ahead.</summary>
    public required long PatchBytes { get; init; }

    /// <summary>Prepared cases that are kept in memory; the others are read from the disk.</summary>
    public required long StoreBytes { get; init; }

    /// <summary>Scans that are read and prepared at once.</summary>
    public required long PreparingBytes { get; init; }

    /// <summary>How many scans that is.</summary>
    public required int PreparedAtOnce { get; init; }

    /// <summary>Scores, labels and the scan of a whole validation case.</summary>
    public required long ValidationBytes { get; init; }

    /// <summary>The peak. Preparing comes before the network and after the planner's timing of it.</summary>
    [JsonIgnore]
    public long TotalBytes =>
        ProcessBytes + StoreBytes + Math.Max(PreparingBytes, PatchBytes + ValidationBytes) + WeightBytes + ActivationBytes;

    /// <summary>Of a run of which nothing was foretold.</summary>
    internal static TrainingMemory Unknown { get; } = new()
    {
        ProcessBytes = 0, WeightBytes = 0, ActivationBytes = 0, PatchBytes = 0, StoreBytes = MostStored, PreparingBytes = 0,
        PreparedAtOnce = Environment.ProcessorCount, ValidationBytes = 0,
    };

    /// <summary>What a training with so many patches per step takes.</summary>
    /// <param name="fingerprint">The scans.</param>
    /// <param name="plan">What is learned.</param>
    /// <param name="batch">Patches per step.</param>
    /// <param name="limit">What may be taken: fewer scans are prepared at once, and fewer kept in memory, to stay below it. Null for any.</param>
    public static TrainingMemory Of(Fingerprint fingerprint, SegmentationPlan plan, int batch, long? limit)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(plan);
        int channels = plan.Channels.Count, classes = plan.ClassCount;
        long[] working = [.. fingerprint.Scans.Select(scan => WorkingVoxels(plan, scan))];
        long[] preparing = [.. fingerprint.Scans.Zip(working, (scan, voxels) => Floats((channels + 3) * scan.Size.Count + (channels + 2) * voxels))];
        long stored = working.Sum(voxels => voxels * (4L * channels + 1));
        var network = new NetworkSize(plan);
        var most = new TrainingMemory
        {
            WeightBytes = CopiesOfWeights * Floats(network.Weights),
            ActivationBytes = TakenPerKept * batch * Floats(network.Activations),
            PatchBytes = BatchesAtOnce * batch * plan.PatchSize.Count * (4L * channels + 1),
            StoreBytes = Math.Min(stored, MostStored),
            PreparingBytes = preparing.Max() * Environment.ProcessorCount,
            PreparedAtOnce = Environment.ProcessorCount,
            ValidationBytes = working.Zip(fingerprint.Scans, (voxels, scan) => Floats((classes + 2) * voxels + (channels + 2) * scan.Size.Count)).Max(),
        };
        if (most.TotalBytes <= (limit ?? long.MaxValue))
        {
            return most;
        }

        TrainingMemory one = most with { PreparingBytes = preparing.Max(), PreparedAtOnce = 1 };
        long left = limit!.Value - (one with { StoreBytes = 0 }).TotalBytes;
        return one with { StoreBytes = Math.Clamp(left, Math.Min(one.StoreBytes, limit.Value / 16), one.StoreBytes) };
    }

    /// <summary>This, where it is within what is allowed.</summary>
    /// <exception cref="ArgumentException">It is above: the message has both figures.</exception>
    internal TrainingMemory Expect(long? limit) => TotalBytes <= (limit ?? long.MaxValue) ? this : throw new ArgumentException(
        $"Training on these scans needs {InWords(TotalBytes)} of memory at least ({this}); {InWords(limit!.Value)} are allowed. Allow more, or crop the scans.");

    /// <inheritdoc/>
    public override string ToString() =>
        $"network {InWords(WeightBytes + ActivationBytes)}, patches {InWords(PatchBytes)}, prepared cases {InWords(StoreBytes)}, "
        + $"whole scans {InWords(Math.Max(PreparingBytes, ValidationBytes))}, libraries {InWords(ProcessBytes)}";

    /// <summary>Bytes as people say them.</summary>
    public static string InWords(long bytes) => $"{bytes / 1e9:0.00} GB";

    private static long WorkingVoxels(SegmentationPlan plan, ScanFingerprint scan) =>
        plan.WorkingGrid.For(new Grid(scan.Size, Affine.FromSpacing(scan.Spacing), scan.Dimensions)).Size.Count;

    private static long Floats(long count) => count * sizeof(float);
}
