using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Augmentation;

public class TrainingSamplesTests
{
    private static readonly SegmentationPlan Plan = TestPlans.Of(new Size3(8, 8, 8));

    /// <summary>A large case with two structures of a few voxels each, far apart.</summary>
    private static readonly PreparedCase Sparse = TestPlans.Case(
        new Size3(64, 64, 64), (x, y, z) => x + y + z, (x, y, z) => (byte)(x / 2 == 5 && y / 2 == 5 && z / 2 == 5 ? 1 : x == 50 && y == 50 && z == 50 ? 2 : 0));

    private static TrainingSamples Samples(long seed, AugmentationPlan? plan = null, params PreparedCase[] cases) =>
        new(cases.Length > 0 ? cases : [Sparse], new PatchSampler(Plan, plan), seed);

    [Fact]
    public void A_sample_depends_on_seed_and_index_alone()
    {
        TrainingSamples first = Samples(3), again = Samples(3);
        foreach (int index in new[] { 11, 0, 7, 123_456_789 })
        {
            TrainingSample one = first.Sample(index), same = again.Sample(index);
            Assert.Equal(one.Image, same.Image);
            Assert.Equal(one.Labels, same.Labels);
            Assert.Equal(one.Transform.ToString(), same.Transform.ToString());
        }
    }

    [Fact]
    public void Other_seeds_and_indices_give_other_samples()
    {
        string[] transforms = [.. Enumerable.Range(0, 50).SelectMany(i => new[] { Samples(1, AugmentationPlan.Volume with { NoiseProbability = 1 }).Sample(i), Samples(2, AugmentationPlan.Volume with { NoiseProbability = 1 }).Sample(i) })
            .Select(sample => string.Join(',', sample.Image.Take(20)))];
        Assert.Equal(transforms.Length, transforms.Distinct().Count());
    }

    [Fact]
    public void Every_third_sample_shows_a_structure_and_both_structures_as_often()
    {
        TrainingSamples samples = Samples(1, AugmentationPlan.None);
        TrainingSample[] drawn = [.. Enumerable.Range(0, 600).Select(i => samples.Sample(i))];
        Assert.All(drawn.Where((_, i) => i % 3 == 0), sample => Assert.Contains(sample.Labels, label => label > 0));
        Assert.InRange(drawn.Where((_, i) => i % 3 == 0).Count(sample => sample.Labels.Contains((byte)2)), 70, 130);
        Assert.True(drawn.Where((_, i) => i % 3 != 0).Count(sample => sample.Labels.Any(label => label > 0)) < 20);
    }

    [Fact]
    public void A_third_of_patches_drawn_by_chance_shows_a_structure()
    {
        var sampler = new PatchSampler(Plan, AugmentationPlan.None);
        var random = new RandomSource(5);
        int shown = Enumerable.Range(0, 3000).Count(_ => sampler.Sample(Sparse, random).Labels.Any(label => label > 0));
        Assert.InRange(shown, 930, 1090);
    }

    [Fact]
    public void Every_round_shows_each_case_once()
    {
        PreparedCase[] cases = [.. Enumerable.Range(0, 7).Select(i => TestPlans.Case(new Size3(8, 8, 8), (_, _, _) => i, (_, _, _) => 0))];
        TrainingSamples samples = Samples(4, AugmentationPlan.None, cases);
        int[][] rounds = [.. Enumerable.Range(0, 5).Select(round => Enumerable.Range(0, 7).Select(i => (int)samples.Sample(7 * round + i).Image[0]).ToArray())];
        Assert.All(rounds, round => Assert.Equal(Enumerable.Range(0, 7), round.Order()));
        Assert.True(rounds.Select(round => string.Join(' ', round)).Distinct().Count() > 1);
    }

    [Fact]
    public void A_patch_larger_than_the_case_holds_all_of_it()
    {
        PreparedCase small = TestPlans.Case(new Size3(5, 6, 3), (_, _, _) => 1, (_, _, _) => 1);
        TrainingSamples samples = Samples(1, AugmentationPlan.None, small);
        for (int i = 0; i < 30; i++)
        {
            TrainingSample sample = samples.Sample(i);
            Assert.Equal(90, sample.Labels.Count(label => label == 1));
            Assert.Equal(90, sample.Image.Sum());
        }
    }

    [Fact]
    public void A_case_without_structures_is_sampled_all_the_same()
    {
        PreparedCase empty = TestPlans.Case(new Size3(12, 12, 12), (_, _, _) => 1, (_, _, _) => 0);
        Assert.DoesNotContain(Samples(1, null, empty).Sample(0).Labels, label => label != 0);
    }

    [Fact]
    public void A_sparse_volume_can_be_sampled_slice_by_slice()
    {
        var samples = new TrainingSamples([Sparse], new PatchSampler(TestPlans.Of(new Size3(16, 16, 1)), AugmentationPlan.None), 1);
        for (int i = 0; i < 60; i += 3)
        {
            TrainingSample sample = samples.Sample(i);
            Assert.Equal(256, sample.Labels.Length);
            Assert.Contains(sample.Labels, label => label > 0);
        }
    }

    [Fact]
    public void The_generator_is_uniform_and_its_neighbours_are_unrelated()
    {
        double[] first = [.. Enumerable.Range(0, 20_000).Select(place => new RandomSource(1, place).NextDouble())];
        Assert.InRange(first.Average(), 0.49, 0.51);
        Assert.InRange(first.Zip(first.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average(), -0.003, 0.003);
        var one = new RandomSource(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            counts[one.Next(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Plans_of_flat_voxels_turn_in_the_plane_only()
    {
        AugmentationPlan flat = AugmentationPlan.For(TestPlans.Of(new Size3(64, 64, 16), new Spacing(0.6, 0.6, 4)));
        Assert.Equal((0d, 0d), (flat.RotationDegrees.X, flat.RotationDegrees.Y));
        Assert.True(flat.RotationDegrees.Z > 0);
    }
}
