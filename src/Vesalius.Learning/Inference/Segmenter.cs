using System.Runtime.CompilerServices;
using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
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
    private readonly SlabLabelling labelling;

    private Segmenter(
        IReadOnlyList<IPatchNetwork> networks, SegmentationPlan plan, SlidingWindowOptions options, long weightBytes, Postprocessor? corrections = null)
    {
        (this.networks, this.options) = (networks, options);
        Postprocessor = corrections ?? Postprocessor.None;
        Plan = plan;
        Calibration = ModelCalibration.Unknown(plan);
        preprocessor = new Preprocessor(plan);
        window = new SlidingWindow(networks, plan, options);
        labelling = new SlabLabelling(window, plan, options, weightBytes) { Corrects = Postprocessor.Cleanups.Count > 0 };
        Labels = plan.LabelTable;
    }

    /// <summary>The models whose labels are joined; null for a model with weights of its own.</summary>
    private JoinedSegmenter? Joined { get; init; }

    /// <summary>The first stage of a cascade; null for a model that needs none.</summary>
    private Segmenter? Previous { get; init; }

    /// <summary>What is corrected after the network.</summary>
    public Postprocessor Postprocessor { get; }

    /// <summary>What validation taught about how far to trust the model.</summary>
    public ModelCalibration Calibration { get; private init; }

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
        options ??= new SlidingWindowOptions { Precision = folder.Precision, Step = plan.Joined?.Step ?? 0.5 };
        WantedLabels.Of(plan, options.Structures);
        if (plan.Joined is not null)
        {
            return new Segmenter([], plan, options, 0) { Joined = new JoinedSegmenter(folder, plan, options) };
        }

        if (folder.IsOnnx)
        {
            return Over(folder, plan, options, [new OnnxPatchNetwork(folder.OnnxPath, plan, options.Threads)], [folder.OnnxPath]);
        }

        if (!File.Exists(folder.WeightsPath))
        {
            throw new ModelException($"{folder.Path}: training has not come to its end here: weights.safetensors is missing. Finish it with 'train --resume'.");
        }

        TorchSharp.torch.set_num_threads(options.Threads);
        IReadOnlyList<string> members = folder.MemberPaths;
        TorchPatchNetwork[] networks = [.. members.Select(path => new TorchPatchNetwork(NetworkOf(path, plan), plan, options.Precision))];
        return Over(folder, plan, options, networks, members);
    }

    private static Segmenter Over(
        ModelFolder folder, SegmentationPlan plan, SlidingWindowOptions options, IReadOnlyList<IPatchNetwork> networks, IReadOnlyList<string> weights) =>
        new(networks, plan, options, weights.Sum(path => new FileInfo(path).Length), folder.ReadPostprocessor())
        {
            Previous = plan.PreviousLabels is null ? null : Load(folder.Previous, options with { Structures = [] }),
            Calibration = folder.ReadCalibration(plan),
        };

    /// <summary>A segmenter over any networks, which become its own.</summary>
    internal static Segmenter Of(IReadOnlyList<IPatchNetwork> networks, SegmentationPlan plan, SlidingWindowOptions options) => new(networks, plan, options, 0);

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
        return Segment(Ready(() => channels, cancellation), progress, cancellation);
    }

    /// <summary>Segments a scan that is read and prepared, and keeps what the network said.</summary>
    /// <param name="scan">What <see cref="Ready"/> of this segmenter made.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <exception cref="ArgumentException">The model is joined of several.</exception>
    public Prediction Segment(ReadyScan scan, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if (Joined is not null)
        {
            throw new ArgumentException("A model joined of several gives labels, but no scores that could be compared. Ask for labels only.");
        }

        PreparedScan prepared = scan.Prepared;
        Volume<float>? entropy = networks.Count > 1 ? new Volume<float>(prepared.Grid) : null;
        ProbabilityCount count = CountOver(prepared, entropy);
        Scores scores = window.Predict(prepared, count, progress, cancellation);
        var writer = new LabelWriter(scores.Placement!, scores.Grid.Size, Plan);
        writer.Add(scores.AsSlab(), cancellation);
        LabelMap labels = Finished(writer, cancellation);
        var calibrated = new Scores(scores.Classes)
        {
            Placement = scores.Placement, Outputs = scores.Outputs, Temperature = Calibration.Temperature.Temperature, Entropy = entropy,
        };
        return new Prediction(labels, calibrated) { Confidence = Judged(labels, count, prepared.Grid, scan.Profile) };
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
        return Joined is not null
            ? new LabelMap(Joined.Label(Joined.Ready(read), progress, cancellation), Labels)
            : Finished(labelling.Sought(Prepare(read, cancellation), _ => [], progress, cancellation), cancellation);
    }

    /// <summary>
    /// Labels a scan slab by slab, as <see cref="Label(Func{IReadOnlyList{Volume{float}}}, IProgress{double}?, CancellationToken)"/> does,
    /// and says how far to trust it. A model joined of several gives labels only.
    /// </summary>
    /// <param name="read">Gives the scan's channels in the plan's order, on one grid. They are let go as soon as they are prepared.</param>
    /// <param name="keepUncertainty">Whether to keep the uncertainty of each voxel: memory for two numbers per voxel.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <inheritdoc cref="Label(Func{IReadOnlyList{Volume{float}}}, IProgress{double}?, CancellationToken)" path="/exception"/>
    public JudgedSegmentation Judge(
        Func<IReadOnlyList<Volume<float>>> read, bool keepUncertainty = false, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Judge(Ready(read, cancellation), keepUncertainty, progress, cancellation);
    }

    /// <summary>
    /// Reads and prepares a scan, on another thread while another scan is judged if one likes: not in a cascade, where preparing is a prediction.
    /// </summary>
    /// <param name="read">Gives the scan's channels in the plan's order, on one grid. They are let go as soon as they are prepared.</param>
    /// <param name="cancellation">Stops between two windows of a cascade's first stage.</param>
    /// <inheritdoc cref="Label(Func{IReadOnlyList{Volume{float}}}, IProgress{double}?, CancellationToken)" path="/exception"/>
    public ReadyScan Ready(Func<IReadOnlyList<Volume<float>>> read, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Joined is not null ? Joined.Ready(read) : new ReadyScan(Prepare(read, cancellation));
    }

    /// <summary>Labels a scan that is read and prepared, and says how far to trust it. A model joined of several gives labels only.</summary>
    /// <param name="scan">What <see cref="Ready"/> of this segmenter made.</param>
    /// <param name="keepUncertainty">Whether to keep the uncertainty of each voxel: memory for two numbers per voxel.</param>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    public JudgedSegmentation Judge(
        ReadyScan scan, bool keepUncertainty = false, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if (Joined is not null)
        {
            return new JudgedSegmentation(new LabelMap(Joined.Label(scan, progress, cancellation), Labels), null, null);
        }

        PreparedScan prepared = scan.Prepared, seen = prepared;
        (Volume<float>? entropy, ProbabilityCount count) = (null, CountOver(prepared, null));
        IReadOnlyList<ISlabReader> Readers(PreparedScan part)
        {
            entropy = keepUncertainty ? new Volume<float>(part.Grid) : null;
            (seen, count) = (part, CountOver(part, entropy));
            return [count];
        }

        LabelMap labels = Finished(labelling.Sought(prepared, Readers, progress, cancellation), cancellation);
        return labelling.GroupsFor(seen) > 1 ? new JudgedSegmentation(labels, null, null) : new JudgedSegmentation(
            labels,
            Judged(labels, count, prepared.Grid, scan.Profile),
            entropy is null ? null : Scores.Onto(entropy, seen.Placement, labels.Grid, 0));
    }

    /// <summary>Labels a prepared scan while others read its scores. They read nothing where classes come in groups.</summary>
    internal LabelMap Label(
        PreparedScan prepared, IReadOnlyList<ISlabReader> readers, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Finished(labelling.All(prepared, readers, progress, cancellation), cancellation);

    /// <summary>Refuses a scan that does not fit into <see cref="SlidingWindowOptions.MaxMemory"/>, before it is read.</summary>
    /// <param name="scan">The scan's grid.</param>
    /// <exception cref="ArgumentException">It does not fit; the message says how much it needs.</exception>
    public void ExpectMemoryFor(Grid scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if (Joined is not null)
        {
            Joined.ExpectMemoryFor(scan);
            return;
        }

        Previous?.ExpectMemoryFor(scan);
        NeedOf(scan).GroupsFor(options.MaxMemory);
    }

    /// <summary>
    /// Whether a scan may be read and prepared while another is labelled and the labels of the one before are written, within
    /// <see cref="SlidingWindowOptions.MaxMemory"/>. Never in the second stage of a cascade; for joined models only without a limit.
    /// </summary>
    /// <param name="written">The grid of the scan whose labels are written; null for none.</param>
    /// <param name="labelled">The grid of the scan that is labelled; asked for only where memory is limited.</param>
    /// <param name="read">The grid of the scan that is read.</param>
    public bool HasRoomBeside(Func<Grid>? written, Func<Grid> labelled, Func<Grid> read)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(read);
        if (Previous is not null || Joined is not null || options.MaxMemory is not { } most)
        {
            return Previous is null && options.MaxMemory is null;
        }

        // What the later one takes when its turn comes counts too: then the labels of this one are written.
        (Grid now, MemoryNeed next) = (labelled(), NeedOf(read()));
        return NeedOf(now).FitsBeside(written?.Invoke().Size, next, most) && next.FitsBeside(now.Size, null, most);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPatchNetwork network in networks)
        {
            network.Dispose();
        }

        Previous?.Dispose();
    }

    private MemoryNeed NeedOf(Grid scan) => labelling.Need(scan.Size, MemoryNeed.WorkingSize(Plan, scan));

    private static UNetModule NetworkOf(string path, SegmentationPlan plan)
    {
        var network = new UNetModule(plan.Network, plan.Dimensions, plan.InputCount, plan.ClassCount);
        NetworkWeights.Import(SafeTensors.Read(path), network);
        network.eval();
        return network;
    }

    // A method of its own: when it returns, nothing holds the scan any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private PreparedScan Prepare(Func<IReadOnlyList<Volume<float>>> read, CancellationToken cancellation)
    {
        Volume<ushort>? before = Previous?.Label(read, cancellation: cancellation).Voxels;
        return preprocessor.Prepare(read(), before);
    }

    private ProbabilityCount CountOver(PreparedScan prepared, Volume<float>? entropy) =>
        new(Plan, [Calibration.Temperature.Temperature], entropy) { Plane = prepared.Grid.Size.X * prepared.Grid.Size.Y };

    private SegmentationConfidence Judged(LabelMap labels, ProbabilityCount count, Grid working, ScanProfile profile) =>
        new ConfidenceJudge(Calibration, Plan).Judge(labels, count.Tallies.Tallies[0], working.VoxelVolumeMm3, profile);

    private LabelMap Finished(LabelWriter writer, CancellationToken cancellation)
    {
        LabelMap corrected = writer.Structures is { } structures
            ? Postprocessor.ApplyToEach(
                LabelMap.OfMasks(writer.Labels.Grid, Plan.Labels.Zip(structures, (label, mask) => (Labels.Find(label.Value)!, mask))), cancellation)
            : Postprocessor.Apply(new LabelMap(writer.Labels, Labels), cancellation);
        return WantedLabels.Only(corrected, Plan, options.Structures);
    }
}
