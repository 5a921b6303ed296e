using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Exchange;

public sealed class OnnxExportTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vesalius-onnx").FullName;

    public static TheoryData<BlockKind, NormKind, int> Kinds => new()
    {
        { BlockKind.Plain, NormKind.Instance, 3 }, { BlockKind.Plain, NormKind.Batch, 2 }, { BlockKind.Residual, NormKind.Instance, 2 }, { BlockKind.Residual, NormKind.Batch, 3 },
    };

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Onnx_runtime_gives_the_scores_of_our_own_network_for_any_batch_and_size(BlockKind block, NormKind norm, int dimensions)
    {
        using IDisposable scope = NewDisposeScope();
        (ModelFolder model, SegmentationPlan plan) = Model(block, norm, dimensions);
        string path = Path.Combine(root, "model.onnx");
        OnnxExport.Write(model, path);
        using UNetModule network = Network(plan);
        NetworkWeights.Import(SafeTensors.Read(model.WeightsPath), network);
        network.eval();
        using var session = new InferenceSession(path);
        Assert.Equal(ModelFolder.ToJson(plan), session.ModelMetadata.CustomMetadataMap["vesalius.plan"]);
        using var noGrad = no_grad();
        foreach (long[] shape in (long[][])[dimensions == 3 ? [1, 2, 4, 16, 8] : [1, 2, 16, 8], dimensions == 3 ? [2, 2, 8, 8, 12] : [3, 2, 24, 12]])
        {
            Tensor image = randn(shape), expected = network.forward(image)[0].contiguous();
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(image.data<float>().ToArray(), shape);
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["image"], [input], ["scores"]);
            float[] scores = outputs[0].GetTensorDataAsSpan<float>().ToArray(), ours = expected.data<float>().ToArray();
            Assert.Equal(expected.shape, outputs[0].GetTensorTypeAndShape().Shape);
            float greatest = ours.Max(Math.Abs);
            Assert.True(scores.Zip(ours).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-4 * greatest);
        }
    }

    [Fact]
    public void A_folder_with_onnx_alone_predicts_the_same_labels()
    {
        (ModelFolder model, _) = Model(BlockKind.Plain, NormKind.Instance, 3);
        var onnx = new ModelFolder(Path.Combine(root, "onnx"));
        OnnxExport.WriteFolder(model, onnx);
        Assert.True(onnx.IsOnnx);
        var noise = new Random(2);
        Grid grid = Grid.Of(new Size3(20, 18, 7), new Spacing(1, 1, 1));
        Volume<float>[] scan = [.. Enumerable.Range(0, 2).Select(_ => new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(_ => (float)noise.NextDouble())]))];
        using Segmenter first = Segmenter.Load(model), second = Segmenter.Load(onnx);
        ushort[] ours = first.Label(() => scan).Voxels.Array, theirs = second.Label(() => scan).Voxels.Array;
        Assert.True(ours.Distinct().Count() > 1);
        Assert.True(ours.Zip(theirs).Count(pair => pair.First != pair.Second) <= ours.Length / 10_000);
    }

    [Fact]
    public void Members_of_an_ensemble_are_averaged_in_the_graph()
    {
        using IDisposable scope = NewDisposeScope();
        (ModelFolder model, SegmentationPlan plan) = Model(BlockKind.Plain, NormKind.Instance, 2);
        using UNetModule network = Network(plan);
        NetworkWeights.Import(SafeTensors.Read(model.WeightsPath), network);
        random.manual_seed(77);
        using UNetModule second = Network(plan);
        Save(second, model.MemberPath(2));
        string path = Path.Combine(root, "both.onnx");
        OnnxExport.Write(model, path);
        network.eval();
        second.eval();
        using var noGrad = no_grad();
        Tensor image = randn(1, 2, 16, 8);
        float[] ours = ((network.forward(image)[0] + second.forward(image)[0]) / 2).contiguous().data<float>().ToArray();
        using var session = new InferenceSession(path);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(image.data<float>().ToArray(), [1, 2, 16, 8]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["image"], [input], ["scores"]);
        float greatest = ours.Max(Math.Abs);
        Assert.All(outputs[0].GetTensorDataAsSpan<float>().ToArray().Zip(ours), pair => Assert.Equal(pair.Second / greatest, pair.First / greatest, 1e-4f));
    }

    [Fact]
    public void What_is_no_onnx_model_is_refused()
    {
        (ModelFolder model, SegmentationPlan plan) = Model(BlockKind.Plain, NormKind.Instance, 3);
        var broken = new ModelFolder(Path.Combine(root, "broken"));
        broken.Create();
        broken.WriteRecord("plan.json", plan);
        File.WriteAllBytes(broken.OnnxPath, [1, 2, 3]);
        Assert.Contains("model.onnx", Assert.Throws<ModelException>(() => Segmenter.Load(broken)).Message, StringComparison.Ordinal);
        Assert.True(model.Exists);
    }

    private (ModelFolder Model, SegmentationPlan Plan) Model(BlockKind block, NormKind norm, int dimensions)
    {
        var plan = new SegmentationPlan
        {
            Dimensions = dimensions,
            Channels = ["a", "b"],
            Labels = [new PlannedLabel(1, "one"), new PlannedLabel(5, "five"), new PlannedLabel(9, "nine")],
            WorkingGrid = new WorkingGrid.OfSpacing(new Spacing(1, 1, 1)),
            Normalizations = [new Normalization.None(), new Normalization.ZScore()],
            PatchSize = dimensions == 3 ? new Size3(8, 16, 4) : new Size3(8, 16, 1),
            Network = new NetworkPlan
            {
                Features = [8, 16, 24], Strides = [[1, 1, 1], [2, 2, 1], [2, 2, 2]], Kernels = [[3, 3, 1], [3, 3, 3], [3, 3, 3]],
                EncoderBlocks = [1, 2, 2], DecoderBlocks = [1, 2], Block = block, Norm = norm, SupervisedLevels = 2,
                HasStem = block == BlockKind.Residual, HasUpsamplingBias = block == BlockKind.Residual,
            },
        };
        var folder = new ModelFolder(Path.Combine(root, "model"));
        folder.Create();
        folder.WriteRecord("plan.json", plan);
        random.manual_seed(5);
        using UNetModule network = Network(plan);
        using (no_grad())
        {
            foreach ((string name, Tensor value) in NetworkWeights.Of(network).Where(one => one.Key.Contains("norm", StringComparison.Ordinal) || one.Key.EndsWith("bias", StringComparison.Ordinal)))
            {
                value.add_(name.EndsWith("running_var", StringComparison.Ordinal) ? rand_like(value) : 0.3 * randn_like(value));
            }
        }

        Save(network, folder.WeightsPath);
        return (folder, plan);
    }

    private static UNetModule Network(SegmentationPlan plan) => new(plan.Network, plan.Dimensions, plan.Channels.Count, plan.ClassCount);

    private static void Save(UNetModule network, string path) =>
        new SafeTensors { Tensors = NetworkWeights.Of(network).ToDictionary(one => one.Key, one => NetworkWeights.Export(one.Value)) }.Write(path);
}
