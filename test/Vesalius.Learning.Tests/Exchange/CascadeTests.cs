using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Exchange;

public sealed class CascadeTests : IDisposable
{
    private static readonly NnUnetModel First = new() { Channels = 1, Stage = "3d_lowres" };

    private static readonly NnUnetModel Second = new() { Channels = 1, Stage = "3d_cascade_fullres", IsSecondStage = true };

    private readonly string root = Directory.CreateTempSubdirectory("vesalius-cascade").FullName;

    private ModelFolder Target => new(Path.Combine(root, "model"));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_second_stage_sees_the_masks_of_the_labels_that_the_first_stage_found()
    {
        using IDisposable scope = NewDisposeScope();
        using var noGrad = no_grad();
        (Dictionary<string, Tensor> first, Dictionary<string, Tensor> second) = Write();
        Assert.Equal("3d_cascade_fullres", NnUnetImport.Run(PathOf(Second), Target).Configuration);
        Assert.Equal([1, 2], Target.ReadPlan().PreviousLabels!);
        Assert.Contains(Target.Previous.WeightsPath, Target.FilesBehindPredictions);
        Volume<float> scan = Scan();
        Tensor image = tensor([.. scan.Array]).reshape(1, 1, 8, 16, 16);
        image = (image - image.mean()) / image.std(false);
        Tensor labels = First.Forward(first, image).argmax(1, keepdim: true);
        Assert.True(labels.eq(1).any().item<bool>() && labels.eq(2).any().item<bool>());
        Tensor expected = Second.Forward(second, cat([image, labels.eq(1).to_type(ScalarType.Float32), labels.eq(2).to_type(ScalarType.Float32)], 1));
        using Segmenter segmenter = Segmenter.Load(Target);
        Prediction prediction = segmenter.Segment(scan, cancellation: TestContext.Current.CancellationToken);
        float[] scores = [.. prediction.Scores.Classes.SelectMany(one => one.Array)];
        float[] values = expected.contiguous().data<float>().ToArray();
        float greatest = values.Max(Math.Abs);
        Assert.All(scores.Zip(values), pair => Assert.Equal(pair.Second / greatest, pair.First / greatest, 1e-4f));
        Assert.Equal(prediction.Labels.Voxels.Array, segmenter.Label(() => [scan], cancellation: TestContext.Current.CancellationToken).Voxels.Array);
    }

    [Fact]
    public void A_cascade_in_onnx_gives_the_same_labels()
    {
        using IDisposable scope = NewDisposeScope();
        Write();
        NnUnetImport.Run(PathOf(Second), Target);
        var onnx = new ModelFolder(Path.Combine(root, "onnx"));
        OnnxExport.WriteFolder(Target, onnx);
        using Segmenter ours = Segmenter.Load(Target), theirs = Segmenter.Load(onnx);
        ushort[] one = ours.Label(() => [Scan()]).Voxels.Array, other = theirs.Label(() => [Scan()]).Voxels.Array;
        Assert.InRange(one.Zip(other).Count(pair => pair.First != pair.Second), 0, one.Length / 1000);
    }

    [Fact]
    public void Of_a_folder_with_both_stages_the_second_one_brings_the_first_one_along()
    {
        using IDisposable scope = NewDisposeScope();
        Write();
        NnUnetImport.Run(root, Target, new NnUnetImportOptions { Configuration = "3d_cascade_fullres" });
        Assert.True(Target.Previous.Exists);
        Assert.Null(Target.Previous.ReadPlan().PreviousLabels);
    }

    [Fact]
    public void A_second_stage_without_its_first_one_is_refused_by_name()
    {
        using IDisposable scope = NewDisposeScope();
        Second.Write(PathOf(Second), Second.Weights(2));
        string message = Assert.Throws<ModelException>(() => NnUnetImport.Run(PathOf(Second), Target)).Message;
        Assert.Contains("previous_stage", message, StringComparison.Ordinal);
        Assert.Contains("3d_lowres", message, StringComparison.Ordinal);
        Assert.False(Target.Exists);
    }

    private (Dictionary<string, Tensor> First, Dictionary<string, Tensor> Second) Write()
    {
        (Dictionary<string, Tensor> First, Dictionary<string, Tensor> Second) weights = (First.Weights(1), Second.Weights(2));
        First.Write(PathOf(First), weights.First);
        Second.Write(PathOf(Second), weights.Second);
        return weights;
    }

    private string PathOf(NnUnetModel model) => Path.Combine(root, $"nnUNetTrainer__nnUNetPlans__{model.Stage}");

    private static Volume<float> Scan()
    {
        var noise = new Random(4);
        var size = new Size3(16, 16, 8);
        return new Volume<float>(Grid.Of(size, new Spacing(1, 1, 1)), [.. Enumerable.Range(0, (int)size.Count).Select(_ => 1 + (float)noise.NextDouble())]);
    }
}
