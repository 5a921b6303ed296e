using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Learning.Models;
using Vesalius.Learning.Postprocessing;

namespace Vesalius.Learning.Tests.Postprocessing;

public sealed class PostprocessorTests
{
    private static readonly LabelTable Table = LabelTable.Unnamed([1, 2]);

    [Fact]
    public void The_largest_part_stays_and_other_structures_are_left_alone()
    {
        LabelMap scan = Of(new Size3(10, 6, 6), (x, y, z) => x < 4 ? 1 : x == 8 && y == 1 && z == 1 ? 1 : x == 6 ? 2 : 0);
        LabelMap clean = new Postprocessor { Cleanups = [new LabelCleanup { Label = 1, KeepsLargestOnly = true }] }.Apply(scan);
        Assert.Equal(4 * 36, clean.Voxels.Voxels.Count((ushort)1));
        Assert.Equal(36, clean.Voxels.Voxels.Count((ushort)2));
        Assert.Equal(0, clean.Voxels[8, 1, 1]);
        Assert.Equal(1, scan.Voxels[8, 1, 1]);
    }

    [Fact]
    public void Several_structures_taken_together_keep_their_largest_common_part_and_their_own_values()
    {
        // Structure 1 with 2 grown onto it is larger than the block of 2 alone; a hole between them goes to the first.
        LabelMap scan = Of(new Size3(14, 6, 6), (x, y, z) => (x, y, z) == (2, 3, 3) ? 0 : x < 3 ? 1 : x < 5 ? 2 : x is > 7 and < 12 ? 2 : 0);
        LabelCleanup together = new() { Label = 1, With = [2], KeepsLargestOnly = true, FillsHoles = true };
        LabelMap clean = new Postprocessor { Cleanups = [together] }.Apply(scan);
        Assert.Equal((3 * 36, 2 * 36), (clean.Voxels.Voxels.Count((ushort)1), clean.Voxels.Voxels.Count((ushort)2)));
        Assert.Equal(1, clean.Voxels[2, 3, 3]);
        LabelMap apart = new Postprocessor { Cleanups = [together with { Label = 2, With = null }] }.Apply(scan);
        Assert.Equal((3 * 36 - 1, 4 * 36), (apart.Voxels.Voxels.Count((ushort)1), apart.Voxels.Voxels.Count((ushort)2)));
    }

    [Fact]
    public void Parts_are_small_in_millimetres_and_not_in_voxels()
    {
        static int Function(int x, int y, int z) => y == 2 && z == 2 && (x is >= 1 and <= 4 or 7) ? 1 : 0;
        var rule = new Postprocessor { Cleanups = [new LabelCleanup { Label = 1, SmallestMm3 = 10 }] };
        Assert.Equal(0, rule.Apply(Of(new Size3(10, 5, 5), Function)).Voxels.Voxels.Count((ushort)1));
        Assert.Equal(4, rule.Apply(Of(new Size3(10, 5, 5), Function, new Spacing(1, 1, 3))).Voxels.Voxels.Count((ushort)1));
        Assert.Equal(5, rule.Apply(Of(new Size3(10, 5, 5), Function, new Spacing(2, 2, 3))).Voxels.Voxels.Count((ushort)1));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(2, 1)]
    public void Holes_are_filled_but_not_where_another_structure_lies_nor_where_they_are_open(int dimensions, int depth)
    {
        // A ring (a shell in 3-D) around background and one voxel of structure 2, and a ring that the edge of the image cuts open.
        bool Shell(int x, int y, int z) => x is >= 2 and <= 6 && y is >= 2 and <= 6 && (x is 2 or 6 || y is 2 or 6 || (depth > 1 && z is 0 or 4));
        LabelMap scan = Of(
            new Size3(12, 9, depth + (depth > 1 ? 2 : 0)),
            (x, y, z) => Shell(x, y, depth > 1 ? z - 1 : 1) && (depth == 1 || z is >= 1 and <= 5) ? 1 : x == 4 && y == 4 && z == depth / 2 ? 2 : x == 10 && y > 3 ? 1 : 0,
            dimensions: dimensions);
        LabelMap clean = new Postprocessor { Cleanups = [new LabelCleanup { Label = 1, FillsHoles = true }] }.Apply(scan);
        Assert.Equal(1, clean.Voxels[3, 3, depth / 2 + (depth > 1 ? 1 : 0)]);
        Assert.Equal(2, clean.Voxels[4, 4, depth / 2]);
        Assert.Equal(0, clean.Voxels[11, 8, 0]);
    }

    [Fact]
    public void What_a_trial_foresees_is_what_the_correction_then_does()
    {
        Gen.Select(Gen.Int[0, 2].Array[7 * 6 * 5], Gen.Int[0, 2].Array[7 * 6 * 5]).Sample(pair =>
        {
            LabelMap truth = Of(pair.Item1), found = Of(pair.Item2);
            var evaluator = new Evaluator(new EvaluationOptions { Profile = MetricProfile.DeepMind with { Surface = null } });
            PostprocessingTrial trial = PostprocessingTrial.Of(evaluator.Evaluate(truth, found, "case", TestContext.Current.CancellationToken), "group", truth, found);
            for (int candidate = 0; candidate < PostprocessingTrial.Candidates.Count; candidate++)
            {
                LabelMap corrected =
                    new Postprocessor { Cleanups = [PostprocessingTrial.Candidates[candidate] with { Label = 1 }] }.Apply(found);
                Overlap expected = evaluator.Evaluate(truth, corrected, "case", TestContext.Current.CancellationToken).Find(1)!.Overlap;
                Assert.Equal(expected, trial[1, candidate]);
            }
        }, iter: 60);

        static LabelMap Of(int[] values) => PostprocessorTests.Of(new Size3(7, 6, 5), (x, y, z) => values[x + 7 * (y + 6 * z)], new Spacing(1, 2, 3));
    }

    [Fact]
    public void A_correction_that_helps_everywhere_is_chosen_and_its_gain_is_foretold_without_peeking()
    {
        PostprocessingTrial[] trials = [.. Enumerable.Range(0, 6).Select(i => Trial($"case {i}", $"patient {i}", stray: true))];
        PostprocessingChoice choice = PostprocessingChoice.Of(trials);
        LabelCleanup chosen = Assert.Single(choice.Postprocessor.Cleanups);
        Assert.Equal(1, chosen.Label);
        Assert.True(chosen.SmallestMm3 > 0 || chosen.KeepsLargestOnly);
        Assert.Equal((6, 1.0), (choice.Postprocessor.Cases, choice.Postprocessor.DiceAfter));
        Assert.True(choice.Postprocessor.DiceBefore < 1);
        Assert.Equal(1, choice.Estimate(trials[0].Evaluation).Find(1)!.Dice);
    }

    [Fact]
    public void A_correction_that_helps_one_case_alone_is_not_chosen()
    {
        // The other cases would not have chosen it: on the one that gains, the nested estimate sees no gain.
        PostprocessingTrial[] trials = [.. Enumerable.Range(0, 6).Select(i => Trial($"case {i}", $"patient {i}", stray: i == 0))];
        PostprocessingChoice choice = PostprocessingChoice.Of(trials);
        Assert.Empty(choice.Postprocessor.Cleanups);
        Assert.Equal(trials[0].Evaluation.Find(1)!.Dice, choice.Estimate(trials[0].Evaluation).Find(1)!.Dice);
    }

    [Fact]
    public void Scans_of_too_few_patients_choose_nothing() =>
        Assert.Empty(PostprocessingChoice.Of([.. Enumerable.Range(0, 9).Select(i => Trial($"case {i}", $"patient {i % 3}", stray: true))]).Postprocessor.Cleanups);

    [Fact]
    public void Two_true_parts_are_not_thinned_to_the_largest()
    {
        LabelMap truth = Of(new Size3(12, 6, 6), (x, _, _) => x is < 4 or > 9 ? 1 : 0);
        var evaluator = new Evaluator(new EvaluationOptions { Profile = MetricProfile.DeepMind with { Surface = null } });
        PostprocessingTrial[] trials = [.. Enumerable.Range(0, 6).Select(i => PostprocessingTrial.Of(evaluator.Evaluate(truth, truth, $"{i}", TestContext.Current.CancellationToken), $"{i}", truth, truth))];
        Assert.Empty(PostprocessingChoice.Of(trials).Postprocessor.Cleanups);
    }

    [Fact]
    public void It_is_a_record_of_the_model_folder()
    {
        var folder = new ModelFolder(Directory.CreateTempSubdirectory("vesalius-post-").FullName);
        var written = new Postprocessor { Cleanups = [new LabelCleanup { Label = 3, FillsHoles = true, SmallestMm3 = 100 }], Cases = 7, DiceBefore = 0.8, DiceAfter = 0.85 };
        folder.WriteRecord("postprocessing.json", written);
        var read = folder.ReadRecord<Postprocessor>("postprocessing.json");
        Assert.Equal(written.Cleanups, read.Cleanups);
        Assert.Equal((7, 0.8, 0.85), (read.Cases, read.DiceBefore, read.DiceAfter));
        Assert.Equal("holes filled, parts below 100 mm³ removed", read.Cleanups[0].ToString());
        Directory.Delete(folder.Path, recursive: true);
    }

    private static PostprocessingTrial Trial(string name, string group, bool stray)
    {
        LabelMap truth = Of(new Size3(12, 6, 6), (x, _, _) => x < 4 ? 1 : 0);
        LabelMap found = Of(new Size3(12, 6, 6), (x, y, z) => x < 4 || (stray && x > 9 && y < 2 && z < 2) ? 1 : 0);
        var evaluator = new Evaluator(new EvaluationOptions { Profile = MetricProfile.DeepMind with { Surface = null } });
        return PostprocessingTrial.Of(evaluator.Evaluate(truth, found, name, TestContext.Current.CancellationToken), group, truth, found);
    }

    private static LabelMap Of(Size3 size, Func<int, int, int, int> value, Spacing? spacing = null, int dimensions = 3)
    {
        var voxels = new Volume<ushort>(new Grid(size, Affine.FromSpacing(spacing ?? new Spacing(1, 1, 1)), dimensions));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    voxels[x, y, z] = (ushort)value(x, y, z);
                }
            }
        }

        return new LabelMap(voxels, Table);
    }
}
