using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;
using static TorchSharp.torch;

namespace Vesalius.Learning;

/// <summary>
/// A U-Net in a few lines, for images that are all of one size: compile, fit, predict. For real datasets (any size and spacing, augmentation,
/// whole-scan validation, resume) use <see cref="TrainingJob"/>.
/// </summary>
public sealed class UNet : IDisposable
{
    private static readonly int[] UsualFeatures = [16, 32, 64, 128];

    private readonly UNetModule network;
    private readonly Size3 size;
    private readonly int dimensions;
    private readonly int channels;
    private readonly int classes;
    private TrainingPlan? training;
    private IReadOnlyList<Metric> metrics = [];
    private WeightUpdate? update;

    /// <summary>A 2-D network.</summary>
    /// <param name="inputShape">Width and height of the images, and their channels.</param>
    /// <param name="numClasses">Classes to tell apart, background included.</param>
    /// <param name="features">Feature channels per level, finest first: as many levels as numbers.</param>
    /// <param name="seed">The number from which the weights are drawn.</param>
    public UNet((int Width, int Height, int Channels) inputShape, int numClasses, IReadOnlyList<int>? features = null, int seed = 1)
        : this(new Size3(inputShape.Width, inputShape.Height, 1), 2, (inputShape.Channels, numClasses), features, seed)
    {
    }

    /// <summary>A 3-D network.</summary>
    /// <param name="inputShape">Voxels along x, y and z, and channels.</param>
    /// <param name="numClasses">Classes to tell apart, background included.</param>
    /// <param name="features">Feature channels per level, finest first: as many levels as numbers.</param>
    /// <param name="seed">The number from which the weights are drawn.</param>
    public UNet((int X, int Y, int Z, int Channels) inputShape, int numClasses, IReadOnlyList<int>? features = null, int seed = 1)
        : this(new Size3(inputShape.X, inputShape.Y, inputShape.Z), 3, (inputShape.Channels, numClasses), features, seed)
    {
    }

    private UNet(Size3 size, int dimensions, (int Channels, int Classes) ends, IReadOnlyList<int>? features, int seed)
    {
        features ??= UsualFeatures;
        int multiple = 1 << (features.Count - 1);
        if (features.Count < 2 || features.Any(count => count < 1) || ends.Channels < 1 || ends.Classes < 2)
        {
            throw new ArgumentException($"A U-Net has at least 2 levels, 1 channel and 2 classes; {features.Count} levels, {ends.Channels} channels and {ends.Classes} classes came.");
        }

        if (size.X % multiple != 0 || size.Y % multiple != 0 || (dimensions == 3 && size.Z % multiple != 0))
        {
            throw new ArgumentException($"With {features.Count} levels every side is a multiple of {multiple}; {size} came. Pad the images, or use fewer levels.");
        }

        (this.size, this.dimensions, channels, classes) = (size, dimensions, ends.Channels, ends.Classes);
        MemoryTuning.EnsureApplied();
        random.manual_seed(seed);
        network = new UNetModule(PlanOf(features), dimensions, channels, classes);
    }

    /// <summary>Learned numbers in the network.</summary>
    public long ParameterCount => network.parameters().Sum(one => one.numel());

    /// <summary>Says how the network is to learn and what to measure meanwhile. Learning starts anew; weights stay.</summary>
    public void Compile(Optimizer optimizer, Loss loss, params IReadOnlyList<Metric> metrics)
    {
        training = new TrainingPlan
        {
            Budget = new TrainingBudget.OfEpochs(1),
            Optimizer = optimizer,
            Loss = loss,
            AveragingDecay = 0,
            GradientClip = double.PositiveInfinity,
        };
        this.metrics = metrics;
        update?.Dispose();
        update = new WeightUpdate(network, training);
    }

    /// <summary>Learns from images and masks.</summary>
    /// <param name="images">The images; with several channels, the channels of the first image, then those of the second, and so on.</param>
    /// <param name="masks">The class of every voxel, one mask per image.</param>
    /// <param name="epochs">How often every image is seen.</param>
    /// <param name="batchSize">Images per step.</param>
    /// <param name="options">Validation, early stopping, schedule; null for none.</param>
    /// <returns>What each epoch came to.</returns>
    /// <exception cref="InvalidOperationException">The model has not been compiled.</exception>
    /// <exception cref="ArgumentException">Images and masks do not fit the network or each other.</exception>
    public IReadOnlyList<FitEpoch> Fit(
        IReadOnlyList<Volume<float>> images, IReadOnlyList<Volume<ushort>> masks, int epochs, int batchSize, FitOptions? options = null)
    {
        options ??= new FitOptions();
        if (training is null)
        {
            throw new InvalidOperationException("Compile the model before Fit: it says how to learn.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ImageSet set = ImageSet.Of(images, masks, (size, dimensions, channels, classes));
        ImageSet? validation = options.Validation is { } held ? ImageSet.Of(held.Images, held.Masks, (size, dimensions, channels, classes)) : null;
        var order = new Random(options.Seed);
        var history = new List<FitEpoch>();
        var best = (Loss: double.PositiveInfinity, Epoch: 0, Weights: (SafeTensors?)null);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            double rate = training.Optimizer.LearningRate * options.Schedule.At((epoch - 1.0) / epochs);
            FitEpoch report = Epoch(set, set.Shuffled(order, batchSize), rate) with { Epoch = epoch, Epochs = epochs };
            if (validation is not null)
            {
                FitEpoch scored = Epoch(validation, validation.InOrder(batchSize), null);
                report = report with { ValidationLoss = scored.Loss, ValidationMetrics = scored.Metrics };
                if (scored.Loss < best.Loss)
                {
                    best = (scored.Loss, epoch, options.RestoreBest ? Weights() : null);
                }
            }

            history.Add(report);
            options.OnEpoch?.Invoke(report);
            if (validation is not null && epoch - best.Epoch >= options.Patience)
            {
                break;
            }
        }

        if (best.Weights is not null)
        {
            NetworkWeights.Import(best.Weights, network);
        }

        return history;
    }

    /// <summary>The probability of every class at every voxel of each image.</summary>
    /// <param name="images">Images of the network's size; with several channels, image after image.</param>
    public ClassProbabilities Predict(IReadOnlyList<Volume<float>> images)
    {
        ImageSet set = ImageSet.Of(images, null, (size, dimensions, channels, classes));
        network.eval();
        var results = new List<IReadOnlyList<Volume<float>>>();
        for (int i = 0; i < set.Count; i++)
        {
            using IDisposable scope = NewDisposeScope();
            using var noGrad = no_grad();
            float[] all = nn.functional.softmax(network.forward(set.Images([i]))[0], 1).contiguous().data<float>().ToArray();
            Grid grid = images[i * channels].Grid;
            results.Add([.. all.Chunk((int)size.Count).Select(values => new Volume<float>(grid, values))]);
        }

        return new ClassProbabilities(results);
    }

    /// <summary>Writes the weights as safetensors.</summary>
    public void SaveWeights(string path) => Weights().Write(path);

    /// <summary>Takes up weights that were saved from a network of the same shape.</summary>
    /// <exception cref="ModelException">The file is damaged or belongs to another network.</exception>
    public void LoadWeights(string path) => NetworkWeights.Import(SafeTensors.Read(path), network);

    /// <inheritdoc/>
    public void Dispose()
    {
        update?.Dispose();
        network.Dispose();
    }

    /// <summary>One pass over a set: learning when there is a rate, scoring when there is none.</summary>
    private FitEpoch Epoch(ImageSet set, IEnumerable<int[]> batches, double? rate)
    {
        var counts = new long[classes, classes];
        double sum = 0;
        network.train(rate is not null);
        foreach (int[] batch in batches)
        {
            using IDisposable scope = NewDisposeScope();
            using var gradients = set_grad_enabled(rate is not null);
            Tensor truth = set.Masks(batch), scores = network.forward(set.Images(batch))[0];
            Tensor loss = LossFunction.Compute(training!.Loss, scores, truth);
            if (rate is { } step)
            {
                loss.backward();
                update!.Step(step);
            }

            sum += loss.item<float>() * batch.Length;
            Count(truth, scores.argmax(1), counts);
        }

        return new FitEpoch(0, 0, sum / set.Count, [.. metrics.Select(metric => KeyValuePair.Create(metric.Name, metric.Of(counts)))]);
    }

    private static void Count(Tensor truth, Tensor found, long[,] counts)
    {
        long[] a = truth.contiguous().data<long>().ToArray(), b = found.contiguous().data<long>().ToArray();
        for (int i = 0; i < a.Length; i++)
        {
            counts[a[i], b[i]]++;
        }
    }

    private SafeTensors Weights() => new() { Tensors = NetworkWeights.Of(network).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)) };

    private NetworkPlan PlanOf(IReadOnlyList<int> features)
    {
        IReadOnlyList<int> Same(int value) => dimensions == 3 ? [value, value, value] : [value, value, 1];
        return new NetworkPlan
        {
            Features = features,
            Strides = [.. features.Select((_, level) => Same(level == 0 ? 1 : 2))],
            Kernels = [.. features.Select(_ => Same(3))],
            EncoderBlocks = [.. features.Select(_ => 2)],
            DecoderBlocks = [.. features.Skip(1).Select(_ => 2)],
        };
    }
}
