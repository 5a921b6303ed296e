using CsCheck;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Preprocessing;

public class PreprocessorTests
{
    private static readonly Size3 Patch = new(8, 8, 8);

    private static Volume<float> Scan(Grid grid, Func<int, int, int, float> value)
    {
        var volume = new Volume<float>(grid);
        for (int i = 0; i < volume.Voxels.Length; i++)
        {
            volume.Voxels[i] = value(i % grid.Size.X, i / grid.Size.X % grid.Size.Y, i / grid.Size.X / grid.Size.Y);
        }

        return volume;
    }

    private static LabelMap Ball(Grid grid, double radiusMm)
    {
        var volume = new Volume<ushort>(grid);
        Size3 size = grid.Size;
        WorldPoint middle = grid.ToWorld(new VoxelPoint(0.5 * (size.X - 1), 0.5 * (size.Y - 1), 0.5 * (size.Z - 1)));
        for (int i = 0; i < volume.Voxels.Length; i++)
        {
            double away = grid.ToWorld(new VoxelPoint(i % size.X, i / size.X % size.Y, i / size.X / size.Y)).DistanceTo(middle);
            volume.Voxels[i] = (ushort)(away < radiusMm / 2 ? 20 : away < radiusMm ? 10 : 0);
        }

        return new LabelMap(volume, LabelTable.Unnamed([10, 20]));
    }

    [Fact]
    public void A_working_grid_that_no_array_holds_is_refused_by_its_size()
    {
        Grid vast = Grid.Of(new Size3(1 << 22, 1 << 22, 1 << 22), new Spacing(1, 1, 1)), halved = Grid.Of(new Size3(1200, 1200, 800), new Spacing(1, 1, 1));
        Assert.Contains("4194304×4194304×4194304", Assert.Throws<ArgumentException>(() => Preprocessor.OfOneArray(vast, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("1200×1200×800 with 2 channel", Assert.Throws<ArgumentException>(() => Preprocessor.OfOneArray(halved, 2)).Message, StringComparison.Ordinal);
        Assert.Same(halved, Preprocessor.OfOneArray(halved, 1));
    }

    [Fact]
    public void At_the_same_spacing_labels_come_back_as_they_were()
    {
        Grid grid = new(new Size3(20, 18, 16), Affine.FromDirection(new Spacing(1, 1, 1), [0, -1, 0, 1, 0, 0, 0, 0, -1], new WorldPoint(5, 6, 7)));
        LabelMap labels = Ball(grid, 7);
        PreparedCase prepared = new Preprocessor(TestPlans.Of(Patch)).Prepare("a", [Scan(grid, (x, _, _) => x)], labels);
        Assert.True(prepared.Scan.Grid.Agrees(grid));
        var classes = new Volume<ushort>(prepared.Scan.Grid, [.. prepared.Labels.Select(label => (ushort)(10 * label))]);
        Assert.Equal(labels.Voxels.Array, Resampling.Onto(classes, grid).Array);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.5)]
    [InlineData(2, 1.5, 1)]
    public void At_another_spacing_a_ball_keeps_its_volume_and_comes_back_alike(double x, double y, double z)
    {
        Grid grid = Grid.Of(new Size3(40, 40, 40), new Spacing(1, 1, 1));
        LabelMap ball = Ball(grid, 14);
        PreparedCase prepared = new Preprocessor(TestPlans.Of(Patch, new Spacing(x, y, z))).Prepare("a", [Scan(grid, (_, _, _) => 0)], ball);
        double before = ball.Voxels.Array.Count(voxel => voxel > 0), after = prepared.Labels.Count(label => label > 0) * x * y * z;
        Assert.InRange(after / before, 0.96, 1.04);
        var back = Resampling.Onto(new Volume<ushort>(prepared.Scan.Grid, [.. prepared.Labels.Select(label => (ushort)(10 * label))]), grid);
        int both = back.Array.Zip(ball.Voxels.Array).Count(pair => pair.First > 0 && pair.Second > 0);
        Assert.InRange(2.0 * both / (back.Array.Count(voxel => voxel > 0) + before), 0.95, 1);
    }

    [Fact]
    public void A_linear_ramp_stays_the_same_function_of_place_on_a_finer_and_a_coarser_grid()
    {
        Grid grid = Grid.Of(new Size3(30, 24, 20), new Spacing(1, 1, 1));
        foreach (Spacing spacing in new[] { new Spacing(0.5, 0.8, 1), new Spacing(2, 3, 2) })
        {
            PreparedScan prepared = new Preprocessor(TestPlans.Of(Patch, spacing)).Prepare(Scan(grid, (x, y, z) => x + 2 * y - z));
            Size3 size = prepared.Grid.Size;
            for (int z = 2; z < size.Z - 2; z++)
            {
                for (int y = 2; y < size.Y - 2; y++)
                {
                    for (int x = 2; x < size.X - 2; x++)
                    {
                        WorldPoint place = prepared.Grid.ToWorld(new VoxelPoint(x, y, z));
                        Assert.Equal(place.X + 2 * place.Y - place.Z, prepared.Voxels[size.IndexOf(x, y, z)], 0.02);
                    }
                }
            }
        }
    }

    [Fact]
    public void Making_it_finer_is_linear_interpolation()
    {
        Grid grid = Grid.Of(new Size3(9, 8, 7), new Spacing(1, 1, 1));
        var random = new Random(1);
        Volume<float> scan = Scan(grid, (_, _, _) => random.NextSingle());
        PreparedScan prepared = new Preprocessor(TestPlans.Of(Patch, new Spacing(0.4, 0.7, 0.5))).Prepare(scan);
        float[] expected = Resampling.Onto(scan, prepared.Grid, Interpolation.Linear).Array;
        Assert.All(prepared.Voxels.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void Making_it_coarser_does_not_alias()
    {
        Grid grid = Grid.Of(new Size3(64, 64, 4), new Spacing(1, 1, 1));
        PreparedScan prepared = new Preprocessor(TestPlans.Of(Patch, new Spacing(4, 4, 1))).Prepare(Scan(grid, (x, y, _) => (x + y) % 2));
        Assert.All(prepared.Voxels, value => Assert.Equal(0.5f, value, 0.05f));
    }

    [Fact]
    public void The_vote_for_a_label_is_the_weighted_one_of_all_its_voxels()
    {
        // Three voxels become two: each new one is made of a whole voxel and half of the middle one.
        byte[] labels = FieldOfView.Vote([7, 3, 3], new Size3(3, 1, 1), new Size3(2, 1, 1));
        Assert.Equal([7, 3], labels.Select(label => (int)label));
    }

    [Fact]
    public void Weights_of_an_axis_sum_to_one_and_lie_around_the_voxel() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60]).Sample((from, to) =>
        {
            var taps = new AxisTaps(from, to);
            return Enumerable.Range(0, to).All(i =>
            {
                ReadOnlySpan<float> weights = taps.Weights(i);
                double sum = 0, middle = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k];
                    middle += weights[k] * (taps.First(i) + k);
                }

                return Math.Abs(sum - 1) < 1e-5 && middle >= -1e-4 && middle <= from - 1 + 1e-4 && taps.First(i) + weights.Length <= from
                    && Math.Abs(middle - Math.Clamp((i + 0.5) * from / to - 0.5, 0, from - 1)) <= Math.Max(1, (double)from / to) / 2 + 1e-4;
            });
        });

    [Fact]
    public void Z_scores_have_mean_0_and_deviation_1()
    {
        Grid grid = Grid.Of(new Size3(20, 20, 20), new Spacing(1, 1, 1));
        SegmentationPlan plan = TestPlans.Of(Patch) with { Normalizations = [new Normalization.ZScore()] };
        PreparedScan prepared = new Preprocessor(plan).Prepare(Scan(grid, (x, y, z) => 1e5f + x * y + z));
        Assert.Equal(0, prepared.Voxels.Average(), 1e-3);
        Assert.Equal(1, prepared.Voxels.Average(value => value * value), 1e-3);
    }

    [Fact]
    public void Z_scores_of_nonzero_voxels_leave_the_others_0()
    {
        SegmentationPlan plan = TestPlans.Of(Patch) with { Normalizations = [new Normalization.ZScore(NonzeroOnly: true)] };
        PreparedScan prepared = new Preprocessor(plan).Prepare(Scan(Grid.Of(new Size3(4, 1, 1), new Spacing(1, 1, 1)), (x, _, _) => x < 2 ? 0 : x));
        Assert.Equal([0f, 0f, -1f, 1f], prepared.Voxels);
    }

    [Fact]
    public void A_fixed_window_clips_and_scales_by_its_own_numbers()
    {
        SegmentationPlan plan = TestPlans.Of(Patch) with { Normalizations = [new Normalization.FixedWindow(-100, 300, 100, 200)] };
        PreparedScan prepared = new Preprocessor(plan).Prepare(Scan(Grid.Of(new Size3(4, 1, 1), new Spacing(1, 1, 1)), (x, _, _) => new[] { -1000, 100, 200, 5000 }[x]));
        Assert.Equal([-1f, 0f, 0.5f, 1f], prepared.Voxels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12345.678f)]
    public void A_scan_without_contrast_becomes_zeros(float value)
    {
        Grid grid = Grid.Of(new Size3(9, 9, 9), new Spacing(1, 1, 1));
        Normalization[] all = [new Normalization.ZScore(), new Normalization.Percentiles(), new Normalization.ZScore(true)];
        foreach (Normalization one in all)
        {
            Assert.All(new Preprocessor(TestPlans.Of(Patch) with { Normalizations = [one] }).Prepare(Scan(grid, (_, _, _) => value)).Voxels, voxel => Assert.Equal(0, voxel));
        }
    }

    [Fact]
    public void Percentiles_are_not_moved_by_a_bright_mark()
    {
        Grid grid = Grid.Planar(100, 100);
        SegmentationPlan plan = TestPlans.Of(new Size3(8, 8, 1)) with { Normalizations = [new Normalization.Percentiles()] };
        float[] plain = new Preprocessor(plan).Prepare(Scan(grid, (x, y, _) => x + y)).Voxels;
        float[] marked = new Preprocessor(plan).Prepare(Scan(grid, (x, y, _) => x < 5 && y < 5 ? 1e6f : x + y)).Voxels;
        Assert.Equal(plain[5050], marked[5050], 0.1f);
    }

    [Fact]
    public void Voxels_that_are_not_finite_are_refused()
    {
        Grid grid = Grid.Of(new Size3(4, 4, 4), new Spacing(1, 1, 1));
        string message = Assert.Throws<ArgumentException>(() => new Preprocessor(TestPlans.Of(Patch)).Prepare(Scan(grid, (x, y, z) => x == 1 && z > 2 ? float.NaN : 0))).Message;
        Assert.Contains("4 voxel(s) are NaN or infinite, the first at (1, 0, 3)", message);
    }

    [Fact]
    public void Another_number_of_channels_or_another_grid_is_refused()
    {
        Grid grid = Grid.Of(new Size3(4, 4, 4), new Spacing(1, 1, 1));
        Volume<float> scan = Scan(grid, (_, _, _) => 0);
        var preprocessor = new Preprocessor(TestPlans.Of(Patch, channels: 2));
        Assert.Contains("The model needs 2 channel(s)", Assert.Throws<ArgumentException>(() => preprocessor.Prepare(scan)).Message);
        Assert.Throws<GridMismatchException>(() => preprocessor.Prepare([scan, Scan(Grid.Of(new Size3(4, 4, 4), new Spacing(1, 1, 2)), (_, _, _) => 0)]));
    }

    [Fact]
    public void Voxels_that_nobody_annotated_are_marked()
    {
        Grid grid = Grid.Of(new Size3(4, 1, 1), new Spacing(1, 1, 1));
        var labels = new LabelMap(new Volume<ushort>(grid, [0, 10, 20, 99]), LabelTable.Unnamed([10, 20]));
        PreparedCase prepared = new Preprocessor(TestPlans.Of(Patch) with { NotAnnotatedValue = 99 }).Prepare("a", [Scan(grid, (_, _, _) => 0)], labels);
        Assert.Equal([0, 1, 2, 255], prepared.Labels.Select(label => (int)label));
        Assert.Equal([1, 2], prepared.PresentClasses);
    }

    [Fact]
    public void Places_of_a_class_are_its_own_and_spread_over_it() =>
        Gen.Byte[0, 3].Array[0, 300].Sample(labels =>
        {
            IReadOnlyList<IReadOnlyList<int>> places = ClassLocations.Of(labels, 3, most: 20);
            return places[0].Count == 0 && Enumerable.Range(1, 2).All(one =>
                places[one].Count == Math.Min(20, labels.Count(label => label == one))
                && places[one].All(place => labels[place] == one) && places[one].Distinct().Count() == places[one].Count);
        });

    [Fact]
    public void Fixed_scales_are_those_of_pictures_and_a_range_is_brought_to_0_and_1()
    {
        Assert.Equal([0f, 0.5f, 1f], IntensityScale.Apply(new Normalization.UnitRange(), [-2f, 0f, 2f]));
        Assert.Equal([0f, 0f], IntensityScale.Apply(new Normalization.UnitRange(), [7f, 7f]));
        Assert.Equal([0f, 0.2f, 1f], IntensityScale.Apply(new Normalization.Divided(255), [0f, 51f, 255f]));
    }
}
