using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Tests.Exchange;

public sealed class TotalSegmentatorImportTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vesalius-total").FullName;

    private ModelFolder Target => new(Path.Combine(root, "model"));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Structures_are_numbered_through_in_the_order_of_the_data_sets_and_a_name_has_one_number()
    {
        Write(852, "liver", "spleen");
        Write(851, "heart", "liver");
        ImportRecord record = TotalSegmentatorImport.Run(root, Target);
        Assert.Equal("TotalSegmentator", record.Kind);
        SegmentationPlan plan = Target.ReadPlan();
        Assert.Equal([new PlannedLabel(1, "heart"), new PlannedLabel(2, "liver"), new PlannedLabel(3, "spleen")], plan.Labels);
        Assert.Equal(["part-851", "part-852"], plan.Joined!.Models.Select(model => model.Folder));
        Assert.Equal([2, 3], plan.Joined.Models[1].Values);
        Assert.Equal(0.5, Target.Step);
    }

    [Fact]
    public void The_five_parts_of_total_are_taken_where_they_are_and_windows_overlap_by_a_fifth()
    {
        foreach (int number in (int[])[291, 292, 293, 294, 295, 297])
        {
            Write(number, $"structure of {number}", $"other of {number}");
        }

        TotalSegmentatorImport.Run(root, Target);
        Assert.Equal(10, Target.ReadPlan().Labels.Count);
        Assert.All(Target.FilesBehindPredictions, path => Assert.True(File.Exists(path), path));
        Assert.Equal(
            Target.ReadPlan().Joined!.Models.Count, Target.FilesBehindPredictions.Count(path => path.EndsWith("weights.safetensors", StringComparison.Ordinal)));
        Assert.Equal(0.8, Target.Step);
        var one = new ModelFolder(Path.Combine(root, "one"));
        TotalSegmentatorImport.Run(root, one, datasets: [297]);
        Assert.Equal(["structure of 297", "other of 297"], one.ReadPlan().Labels.Select(label => label.Name));
    }

    [Fact]
    public void Later_models_paint_over_earlier_ones_on_the_scans_own_grid()
    {
        Write(1, "a", "b");
        Write(2, "c", "d");
        TotalSegmentatorImport.Run(root, Target);
        Volume<float> scan = Scan();
        using Segmenter joined = Segmenter.Load(Target);
        LabelMap labels = joined.Label(() => [scan], cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(scan.Grid, labels.Grid);
        Volume<float> turned = Reorientation.To(scan, "RAS"), seen = CornerSampling.Linear(turned, CornerSampling.GridFor(turned.Grid, new Spacing(1, 1, 1)));
        Assert.Equal(new Size3(18, 20, 9), seen.Size);
        ushort[] first = Part("part-1", seen), second = Part("part-2", seen);
        var expected = new Volume<ushort>(seen.Grid, [.. first.Zip(second, (one, other) => (ushort)(other != 0 ? other + 2 : one))]);
        Assert.Equal(Reorientation.To(CornerSampling.Nearest(expected, turned.Grid), AnatomicalAxes.Of(scan.Grid)).Array, labels.Voxels.Array);
        Assert.True(labels.Voxels.Array.Distinct().Count() > 3);
    }

    [Fact]
    public void A_model_without_a_wanted_structure_is_not_run()
    {
        Write(1, "a", "b");
        Write(2, "c", "d");
        TotalSegmentatorImport.Run(root, Target);
        using Segmenter all = Segmenter.Load(Target), some = Segmenter.Load(Target, new SlidingWindowOptions { Structures = ["B"] });
        ushort[] whole = all.Label(() => [Scan()]).Voxels.Array;
        File.Delete(Path.Combine(Target.Path, "part-2", "weights.safetensors"));
        ushort[] wanted = some.Label(() => [Scan()]).Voxels.Array;
        Assert.Equal([0, 2], wanted.Distinct().Order().Select(value => (int)value));
        Assert.All(whole.Zip(wanted), pair => Assert.True(pair.First != 2 || pair.Second == 2));
        Assert.Throws<ModelException>(() => all.Label(() => [Scan()]));
    }

    [Fact]
    public void A_structure_that_is_not_known_is_told_with_those_that_are()
    {
        Write(1, "a", "b");
        TotalSegmentatorImport.Run(root, Target);
        string message = Assert.Throws<ArgumentException>(() => Segmenter.Load(Target, new SlidingWindowOptions { Structures = ["liver"] })).Message;
        Assert.Contains("'liver'; it has a, b", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Directory.CreateDirectory(root);
        Assert.Contains("Dataset291_", Assert.Throws<ModelException>(() => TotalSegmentatorImport.Run(root, Target)).Message, StringComparison.Ordinal);
        Write(291, "a", "b");
        Assert.Contains("Dataset292_", Assert.Throws<ModelException>(() => TotalSegmentatorImport.Run(root, Target, datasets: [291, 292])).Message, StringComparison.Ordinal);
        Assert.False(Target.Exists);
    }

    private ushort[] Part(string name, Volume<float> seen)
    {
        using Segmenter segmenter = Segmenter.Load(new ModelFolder(Path.Combine(Target.Path, name)));
        return segmenter.Label(() => [seen]).Voxels.Array;
    }

    private void Write(int number, params string[] names)
    {
        using IDisposable scope = NewDisposeScope();
        var labels = new Dictionary<string, object> { ["background"] = 0 };
        foreach ((int i, string name) in names.Index())
        {
            labels[name] = i + 1;
        }

        var model = new NnUnetModel { Channels = 1, Classes = names.Length + 1, Labels = labels };
        model.Write(Path.Combine(root, $"Dataset{number}_part", "nnUNetTrainerNoMirroring__nnUNetPlans__3d_fullres"), model.Weights(number));
    }

    /// <summary>Whole numbers of noise on a grid whose axes run neither to the right, nor forwards, nor upwards.</summary>
    private static Volume<float> Scan()
    {
        var noise = new Random(4);
        var size = new Size3(20, 16, 12);
        var affine = new Affine(new WorldVector(0, 1, 0), new WorldVector(1.1, 0, 0), new WorldVector(0, 0, -0.75), new WorldPoint(3, 2, 1));
        return new Volume<float>(new Grid(size, affine), [.. Enumerable.Range(0, (int)size.Count).Select(_ => (float)noise.Next(1, 100))]);
    }
}
