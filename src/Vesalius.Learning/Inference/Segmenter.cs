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
    private readonly UNetModule network;
    private readonly Preprocessor preprocessor;
    private readonly SlidingWindow window;

    private Segmenter(UNetModule network, SegmentationPlan plan, SlidingWindowOptions options)
    {
        this.network = network;
        Plan = plan;
        preprocessor = new Preprocessor(plan);
        window = new SlidingWindow(network, plan, options);
        Labels = plan.LabelTable;
    }

    /// <summary>What is corrected after the network.</summary>
    public Postprocessor Postprocessor { get; private init; } = Postprocessor.None;

    /// <summary>What the model was made for.</summary>
    public SegmentationPlan Plan { get; }

    /// <summary>The structures it finds.</summary>
    public LabelTable Labels { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="options">How the window slides; the precision of training is used unless given.</param>
    /// <exception cref="ModelException">The folder holds no complete model.</exception>
    public static Segmenter Load(ModelFolder folder, SlidingWindowOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        MemoryTuning.EnsureApplied();
        SegmentationPlan plan = folder.ReadPlan();
        if (!File.Exists(folder.WeightsPath))
        {
            throw new ModelException($"{folder.Path}: training has not come to its end here: weights.safetensors is missing. Finish it with 'train --resume'.");
        }

        options ??= new SlidingWindowOptions { Precision = folder.ReadTraining().Precision };
        TorchSharp.torch.set_num_threads(options.Threads);
        SafeTensors weights = SafeTensors.Read(folder.WeightsPath);
        var network = new UNetModule(plan.Network, plan.Dimensions, plan.Channels.Count, plan.ClassCount);
        NetworkWeights.Import(weights, network);
        network.eval();
        return new Segmenter(network, plan, options) { Postprocessor = folder.ReadPostprocessor() };
    }

    /// <summary>Segments a scan of one channel.</summary>
    public Prediction Segment(Volume<float> scan, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Segment([scan], progress, cancellation);

    /// <summary>Segments a scan.</summary>
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
        Volume<byte> classes = scores.ArgMaxOnto(channels[0].Grid);
        return new Prediction(Postprocessor.Apply(new LabelMap(classes.Map(ValueOf), Labels), cancellation), scores);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private ushort ValueOf(byte classIndex) => classIndex == 0 ? (ushort)0 : (ushort)Plan.Labels[classIndex - 1].Value;
}
