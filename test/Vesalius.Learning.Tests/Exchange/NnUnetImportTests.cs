using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Exchange;

public sealed class NnUnetImportTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vesalius-import").FullName;

    public static TheoryData<bool, bool, bool, int> Kinds => new()
    {
        { false, false, false, 3 }, { false, true, false, 2 }, { true, false, false, 3 }, { true, true, false, 2 },
        { false, false, true, 2 }, { false, true, true, 25 }, { true, true, true, 3 }, { false, true, false, 118 },
    };

    private string Source => Path.Combine(root, "nnUNetTrainer__nnUNetPlans__3d_fullres");

    private ModelFolder Target => new(Path.Combine(root, "model"));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Scores_are_those_of_the_network_that_nnu_net_trained(bool residual, bool old, bool flat, int classes)
    {
        using IDisposable scope = NewDisposeScope();
        NnUnetModel model = (flat ? NnUnetModel.Flat : new NnUnetModel()) with { IsResidual = residual, IsOld = old, Classes = classes };
        Dictionary<string, Tensor> weights = model.Weights(seed: 11);
        model.Write(Source, weights);
        NnUnetImport.Run(Source, Target);
        SegmentationPlan plan = Target.ReadPlan();
        using var network = new UNetModule(plan.Network, plan.Dimensions, plan.Channels.Count, plan.ClassCount);
        NetworkWeights.Import(SafeTensors.Read(Target.WeightsPath), network);
        network.eval();
        using var noGrad = no_grad();
        Tensor patch = randn([1, model.Channels, .. model.Patch]), expected = model.Forward(weights, patch), ours = network.forward(patch)[0];
        Assert.Equal(expected.shape, ours.shape);
        float difference = ((ours - expected).abs().max() / expected.abs().max()).item<float>();
        Assert.True(difference < 1e-4, $"The greatest difference is {difference} of the greatest score.");
        Assert.Equal(classes - 1, plan.Labels.Count);
        Assert.Equal(flat ? ["y", "x"] : ["z", "y"], plan.MirrorAxes);
    }

    [Fact]
    public void The_folds_of_an_ensemble_are_averaged()
    {
        using IDisposable scope = NewDisposeScope();
        var model = new NnUnetModel { Channels = 1 };
        Dictionary<string, Tensor>[] folds = [model.Weights(1), model.Weights(2)];
        model.Write(Source, folds);
        Assert.Equal(["0", "1"], NnUnetImport.Run(Source, Target).Folds);
        Volume<float> scan = Scan(new Size3(16, 16, 8));
        using Segmenter segmenter = Segmenter.Load(Target);
        float[] scores = [.. segmenter.Segment(scan).Scores.Classes.SelectMany(one => one.Array)];
        using var noGrad = no_grad();
        Tensor patch = tensor([.. scan.Array]).reshape(1, 1, 8, 16, 16);
        patch = (patch - patch.mean()) / patch.std(false);
        Tensor expected = (model.Forward(folds[0], patch) + model.Forward(folds[1], patch)) / 2;
        float[] values = expected.contiguous().data<float>().ToArray();
        float greatest = values.Max(Math.Abs);
        Assert.All(scores.Zip(values), pair => Assert.Equal(pair.Second / greatest, pair.First / greatest, 1e-4f));
    }

    [Fact]
    public void A_zip_with_one_model_in_it_is_the_same_as_its_folder()
    {
        new NnUnetModel().Write(Source, new NnUnetModel().Weights(3));
        string zip = Path.Combine(root, "model.zip");
        ZipFile.CreateFromDirectory(root, Path.Combine(Path.GetTempPath(), Path.GetFileName(root) + ".zip"));
        File.Move(Path.Combine(Path.GetTempPath(), Path.GetFileName(root) + ".zip"), zip);
        NnUnetImport.Run(Source, Target);
        var fromZip = new ModelFolder(Path.Combine(root, "from-zip"));
        NnUnetImport.Run(zip, fromZip);
        Assert.Equal(File.ReadAllBytes(Target.WeightsPath), File.ReadAllBytes(fromZip.WeightsPath));
        Assert.Equal(File.ReadAllText(Target.FileAt("plan.json")), File.ReadAllText(fromZip.FileAt("plan.json")));
        Assert.Empty(Directory.EnumerateDirectories(root, "*.unpacked"));
    }

    [Fact]
    public void Regions_are_painted_in_their_order_and_the_largest_part_is_kept()
    {
        var model = new NnUnetModel
        {
            Classes = 2, RegionOrder = [1, 2],
            Labels = new() { ["background"] = 0, ["whole"] = new[] { 1, 2 }, ["core"] = new[] { 2 } },
        };
        model.Write(Source, model.Weights(3));
        Directory.CreateDirectory(Path.Combine(Source, "crossval_results_folds_0"));
        File.WriteAllText(Path.Combine(Source, "crossval_results_folds_0", "postprocessing.json"), JsonSerializer.Serialize(new
        {
            postprocessing_fns = new[] { "remove_all_but_largest_component_from_segmentation" },
            postprocessing_kwargs = new[] { new { labels_or_regions = new object[] { new[] { 1, 2 }, 2 } } },
        }));
        NnUnetImport.Run(Source, Target);
        SegmentationPlan plan = Target.ReadPlan();
        Assert.Equal(OutputKind.Regions, plan.Outputs);
        Assert.Equal(2, plan.ClassCount);
        Assert.Equal([new PlannedLabel(1, "whole"), new PlannedLabel(2, "core")], plan.Labels);
        LabelCleanup kept = Assert.Single(Target.ReadPostprocessor().Cleanups);
        Assert.True(kept is { Label: 1, With: [2], KeepsLargestOnly: true, FillsHoles: false, SmallestMm3: 0 }, $"{kept}");
    }

    [Theory]
    [InlineData("configurations.base.architecture.network_class_name", "\"mednext.MedNeXt\"")]
    [InlineData("configurations.base.architecture.arch_kwargs.nonlin", "\"torch.nn.ReLU\"")]
    [InlineData("configurations.base.architecture.arch_kwargs.features_per_stage", "[4, 8]")]
    [InlineData("configurations.base.architecture.arch_kwargs.features_per_stage", "[4, 8, 1000000000]")]
    [InlineData("configurations.base.architecture.arch_kwargs.kernel_sizes", "[[1,3,3],[3,3,3],[3,3,2]]")]
    [InlineData("configurations.base.patch_size", "[8, 15, 16]")]
    [InlineData("configurations.base.patch_size", "[100000, 100000, 100000]")]
    [InlineData("configurations.base.spacing", "[1, 0, 1]")]
    [InlineData("configurations.base.resampling_fn_data", "\"resample_torch_fornnunet\"")]
    [InlineData("configurations.3d_fullres.previous_stage", "\"3d_lowres\"")]
    [InlineData("configurations.base.inherits_from", "\"3d_fullres\"")]
    [InlineData("transpose_forward", "[0, 0, 2]")]
    public void What_is_not_supported_is_told_by_its_place_in_the_file(string place, string value)
    {
        var model = new NnUnetModel();
        model.Write(Source, model.Weights(3));
        string file = Path.Combine(Source, "plans.json");
        JsonNode plans = JsonNode.Parse(File.ReadAllText(file))!, holder = plans;
        string[] keys = place.Split('.');
        foreach (string key in keys[..^1])
        {
            holder = holder[key]!;
        }

        holder[keys[^1]] = JsonNode.Parse(value);
        File.WriteAllText(file, plans.ToJsonString());
        string message = Assert.Throws<ModelException>(() => NnUnetImport.Run(Source, Target)).Message;
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.False(Target.Exists);
    }

    [Fact]
    public void A_weight_that_is_missing_or_of_another_shape_is_named_as_in_the_checkpoint()
    {
        var model = new NnUnetModel();
        Dictionary<string, Tensor> weights = model.Weights(3);
        const string Key = "decoder.stages.1.convs.0.norm.bias";
        foreach (Tensor? wrong in (Tensor?[])[null, zeros(5)])
        {
            var changed = new Dictionary<string, Tensor>(weights);
            changed.Remove(Key);
            if (wrong is not null)
            {
                changed[Key] = wrong;
            }

            model.Write(Source, changed);
            Assert.Contains(Key, Assert.Throws<ModelException>(() => NnUnetImport.Run(Source, Target)).Message, StringComparison.Ordinal);
            Assert.False(Target.Exists);
        }
    }

    [Fact]
    public void Of_several_models_one_has_to_be_named()
    {
        new NnUnetModel().Write(Source, new NnUnetModel().Weights(3));
        NnUnetModel.Flat.Write(Path.Combine(root, "nnUNetTrainer__nnUNetPlans__2d"), NnUnetModel.Flat.Weights(3));
        Assert.Contains("--configuration", Assert.Throws<ModelException>(() => NnUnetImport.Run(root, Target)).Message, StringComparison.Ordinal);
        Assert.Equal("2d", NnUnetImport.Run(root, Target, new NnUnetImportOptions { Configuration = "2d" }).Configuration);
    }

    [Fact]
    public void A_zip_whose_names_lead_out_of_it_is_refused()
    {
        string zip = Path.Combine(root, "evil.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntry("../../plans.json");
        }

        Assert.Contains("outside of its folder", Assert.Throws<ModelException>(() => NnUnetImport.Run(zip, Target)).Message, StringComparison.Ordinal);
    }

    private static Volume<float> Scan(Size3 size)
    {
        var noise = new Random(4);
        return new Volume<float>(Grid.Of(size, new Spacing(1, 1, 1)), [.. Enumerable.Range(0, (int)size.Count).Select(_ => 1 + (float)noise.NextDouble())]);
    }
}
