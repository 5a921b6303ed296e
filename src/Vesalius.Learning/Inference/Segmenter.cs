using System.Runtime.CompilerServices;
using Vesalius.Imaging;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>A trained model, ready to segment scans.</summary>
public sealed class Segmenter : IDisposable
{
    private readonly IReadOnlyList<IPatchNetwork> networks;
    private readonly Preprocessor preprocessor;
    private readonly SlidingWindow window;
    private readonly SlidingWindowOptions options;
    private readonly long weightBytes;

    private Segmenter(IReadOnlyList<IPatchNetwork> networks, SegmentationPlan plan, SlidingWindowOptions options, long weightBytes)
    {
        (this.networks, this.options, this.weightBytes) = (networks, options, weightBytes);
        Plan = plan;
        preprocessor = new Preprocessor(plan);
        window = new SlidingWindow(networks, plan, options);
        Labels = plan.LabelTable;
    }

    /// <summary>What is corrected after the network.</summary>
    public Postprocessor Postprocessor { get; private init; } = Postprocessor.None;

    /// <summary>What the model was made for.</summary>
    public SegmentationPlan Plan { get; }

    /// <summary>The structures it finds.</summary>
    public LabelTable Labels { get; }

    /// <summary>Loads a model: its weights, those of all members of an ensemble, or its ONNX network.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="options">How the window slides; the precision of training is used unless given.</param>
    /// <exception cref="ModelException">The folder holds no complete model.</exception>
    public static Segmenter Load(ModelFolder folder, SlidingWindowOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        MemoryTuning.EnsureApplied();
        SegmentationPlan plan = folder.ReadPlan();
        options ??= new SlidingWindowOptions { Precision = folder.Precision };
        if (folder.IsOnnx)
        {
            return new Segmenter([new OnnxPatchNetwork(folder.OnnxPath, plan, options.Threads)], plan, options, new FileInfo(folder.OnnxPath).Length)
            {
                Postprocessor = folder.ReadPostprocessor(),
            };
        }

        if (!File.Exists(folder.WeightsPath))
        {
            throw new ModelException($"{folder.Path}: training has not come to its end here: weights.safetensors is missing. Finish it with 'train --resume'.");
        }

        TorchSharp.torch.set_num_threads(options.Threads);
        IReadOnlyList<string> members = folder.MemberPaths;
        TorchPatchNetwork[] networks = [.. members.Select(path => new TorchPatchNetwork(NetworkOf(path, plan), plan, options.Precision))];
        return new Segmenter(networks, plan, options, members.Sum(path => new FileInfo(path).Length))
        {
            Postprocessor = folder.ReadPostprocessor(),
        };
    }

    /// <summary>Segments a scan of one channel.</summary>
    public Prediction Segment(Volume<float> scan, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Segment([scan], progress, cancellation);

    /// <summary>Segments a scan and keeps what the network said: memory for every class at every voxel of the working grid.</summary>
    /// <param name="channels">The scan's channels in the plan's order, on one grid.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <exception cref="ArgumentException">There are more or fewer channels than the model was made for, or NaN among the voxels.</exception>
    /// <exception cref="GridMismatchException">The channels lie on different grids.</exception>
    public Prediction Segment(IReadOnlyList<Volume<float>> channels, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(channels);
        PreparedScan prepared = preprocessor.Prepare(channels);
        Scores scores = window.Predict(prepared, progress, cancellation);
        var writer = new LabelWriter(scores.Placement!, scores.Grid.Size, Plan);
        writer.Add(new ScoreSlab(0, scores.Grid.Size.Z, new ClassRange(0, Plan.ClassCount), [.. scores.Classes.Select(one => one.Array)]), cancellation);
        return new Prediction(Finished(writer, cancellation), scores);
    }

    /// <summary>
    /// Labels a scan slab by slab: the same labels as <see cref="Segment(IReadOnlyList{Volume{float}}, IProgress{double}?, CancellationToken)"/>,
    /// within <see cref="SlidingWindowOptions.MaxMemory"/>.
    /// </summary>
    /// <param name="read">Gives the scan's channels in the plan's order, on one grid. They are let go as soon as they are prepared.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <exception cref="ArgumentException">The scan is not one for this model, or does not fit into the memory that is allowed.</exception>
    /// <exception cref="GridMismatchException">The channels lie on different grids.</exception>
    public LabelMap Label(Func<IReadOnlyList<Volume<float>>> read, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        PreparedScan prepared = Prepare(read);
        ScanPlacement placement = prepared.Placement!;
        ClassRange[] groups = ClassRange.Groups(Plan.ClassCount, Need(placement.Scan.Size, prepared.Grid.Size).GroupsFor(options.MaxMemory));
        var writer = new LabelWriter(placement, prepared.Grid.Size, Plan, groups.Length);
        for (int group = 0; group < groups.Length; group++)
        {
            LabelGroup(prepared, groups[group], writer, progress is null ? null : new Share(progress, group, groups.Length), cancellation);
        }

        return Finished(writer, cancellation);
    }

    /// <summary>Refuses a scan that does not fit into <see cref="SlidingWindowOptions.MaxMemory"/>, before it is read.</summary>
    /// <param name="scan">The scan's grid.</param>
    /// <exception cref="ArgumentException">It does not fit; the message says how much it needs.</exception>
    public void ExpectMemoryFor(Grid scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        Need(scan.Size, Plan.NnUnet is { } rule ? NnUnetPreparation.WorkingSize(scan, rule) : Plan.WorkingGrid.For(scan).Size).GroupsFor(options.MaxMemory);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPatchNetwork network in networks)
        {
            network.Dispose();
        }
    }

    private static UNetModule NetworkOf(string path, SegmentationPlan plan)
    {
        var network = new UNetModule(plan.Network, plan.Dimensions, plan.Channels.Count, plan.ClassCount);
        NetworkWeights.Import(SafeTensors.Read(path), network);
        network.eval();
        return network;
    }

    // A method of its own: when it returns, nothing holds the scan any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private PreparedScan Prepare(Func<IReadOnlyList<Volume<float>>> read) => preprocessor.Prepare(read());

    // A method of its own for the same reason: the sums of one group are gone when the next begins.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LabelGroup(PreparedScan prepared, ClassRange classes, LabelWriter writer, Share? progress, CancellationToken cancellation)
    {
        if (options.MaxMemory is not null)
        {
            // What preparing and earlier groups left behind would count as ours.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        foreach (ScoreSlab slab in window.Slabs(prepared, classes, progress, cancellation))
        {
            writer.Add(slab, cancellation);
        }
    }

    private MemoryNeed Need(Size3 scan, Size3 working) => new(Plan, scan, working, weightBytes, options.Precision);

    private LabelMap Finished(LabelWriter writer, CancellationToken cancellation) => writer.Structures is { } structures
        ? Postprocessor.ApplyToEach(
            LabelMap.OfMasks(writer.Labels.Grid, Plan.Labels.Zip(structures, (label, mask) => (Labels.Find(label.Value)!, mask))), cancellation)
        : Postprocessor.Apply(new LabelMap(PlannedSteps.Apply(Plan, writer.Labels, cancellation), Labels), cancellation);

    /// <summary>The progress of one of several passes of equal length.</summary>
    private sealed class Share(IProgress<double> whole, int index, int count) : IProgress<double>
    {
        public void Report(double value) => whole.Report((index + value) / count);
    }
}
