using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Inference;

public sealed class SegmenterTests : IDisposable
{
    private static readonly NnUnetConventions Turned = new() { AxisOrder = [2, 0, 1], Spacing = [4.0, 0.9, 1.2], MaskedChannels = [true] };

    private readonly ModelFolder folder = new(Path.Combine(Path.GetTempPath(), $"vesalius-{Guid.NewGuid():N}"));

    public static TheoryData<bool, OutputKind> Kinds => new() { { false, OutputKind.Exclusive }, { true, OutputKind.Exclusive }, { true, OutputKind.Regions } };

    public void Dispose() => Directory.Delete(folder.Path, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Labels_made_slab_by_slab_are_those_of_all_scores_and_agree_with_the_probabilities(bool nnUnet, OutputKind outputs)
    {
        using Segmenter segmenter = Load(nnUnet, outputs);
        Volume<float> scan = Scan();
        Prediction whole = segmenter.Segment(scan, cancellation: TestContext.Current.CancellationToken);
        ushort[] labels = segmenter.Label(() => [scan], cancellation: TestContext.Current.CancellationToken).Voxels.Array;
        Assert.Equal(whole.Labels.Voxels.Array, labels);
        Assert.True(labels.Distinct().Count() > 1);

        IReadOnlyList<Volume<float>> probabilities = whole.Scores.ProbabilitiesOnto(scan.Grid);
        Assert.Equal(segmenter.Plan.ClassCount, probabilities.Count);
        ushort[] values = segmenter.Plan.ClassValues;
        int disagreements = Enumerable.Range(0, labels.Length).Count(i => labels[i] != Best([.. probabilities.Select(one => one.Array[i])], values, outputs));
        Assert.InRange(disagreements, 0, labels.Length / 1000);
    }

    [Fact]
    public void Where_a_scan_is_empty_all_is_background()
    {
        using Segmenter segmenter = Load(nnUnet: true, OutputKind.Exclusive);
        Volume<float> scan = Scan();
        Volume<ushort> labels = segmenter.Label(() => [scan], cancellation: TestContext.Current.CancellationToken).Voxels;
        Assert.All(Enumerable.Range(0, 9), z => Assert.Equal(0, labels[1, 10, z]));
        Assert.Contains(Enumerable.Range(0, 9), z => labels[5, 10, z] != 0);
    }

    [Fact]
    public void A_scan_too_large_for_the_memory_allowed_is_refused_before_it_is_read()
    {
        Load(nnUnet: false, OutputKind.Exclusive).Dispose();
        using var segmenter = Segmenter.Load(folder, new SlidingWindowOptions { MaxMemory = 1_000_000 });
        string message = Assert.Throws<ArgumentException>(() => segmenter.ExpectMemoryFor(Scan().Grid)).Message;
        Assert.Contains("0.01 GB are allowed", message, StringComparison.Ordinal);
    }

    private static ushort Best(float[] probabilities, ushort[] values, OutputKind outputs) => outputs == OutputKind.Exclusive
        ? values[Array.IndexOf(probabilities, probabilities.Max())]
        : probabilities.Zip(values).Where(one => one.First > 0.5f).Select(one => one.Second).LastOrDefault();

    private Segmenter Load(bool nnUnet, OutputKind outputs)
    {
        SegmentationPlan plan = TestPlans.Of(new Size3(16, 12, 4), new Spacing(1.1, 0.8, 2.5), labels: 3) with
        {
            Outputs = outputs,
            NnUnet = nnUnet ? Turned : null,
            Normalizations = [new Normalization.ZScore()],
            Network = new NetworkPlan { Features = [4, 8], Strides = [[1, 1, 1], [2, 2, 2]], Kernels = [[3, 3, 3], [3, 3, 3]], EncoderBlocks = [1, 1], DecoderBlocks = [1] },
        };
        folder.Create();
        folder.WriteRecord("plan.json", plan);
        random.manual_seed(3);
        using var network = new UNetModule(plan.Network, 3, 1, plan.ClassCount);
        new SafeTensors { Tensors = NetworkWeights.Of(network).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)) }.Write(folder.WeightsPath);
        return Segmenter.Load(folder);
    }

    /// <summary>Noise with an empty border of three voxels along x, coarse along x.</summary>
    private static Volume<float> Scan()
    {
        var noise = new Random(8);
        var scan = new Volume<float>(Grid.Of(new Size3(11, 21, 9), new Spacing(4.5, 1, 1)));
        for (int z = 0; z < 9; z++)
        {
            for (int y = 0; y < 21; y++)
            {
                foreach (ref float voxel in scan.Row(y, z)[3..])
                {
                    voxel = 1 + (float)noise.NextDouble();
                }
            }
        }

        return scan;
    }
}
