using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class ConfusionCountsTests
{
    // Long runs and noise side by side: both paths of the count, and the seams between them.
    private static readonly Gen<ushort[]> Labels =
        Gen.Select(Gen.UShort[0, 4], Gen.Int[1, 90], (value, length) => Enumerable.Repeat(value, length))
        .Array[1, 30].Select(runs => runs.SelectMany(run => run).ToArray());

    [Fact]
    public void The_fast_count_equals_the_count_voxel_by_voxel() =>
        Gen.Select(Labels, Labels, Gen.Int[-1, 4], (r, p, skip) => (r, p, skip)).Sample(input =>
        {
            int length = Math.Min(input.r.Length, input.p.Length);
            int? skip = input.skip < 0 ? null : input.skip;
            var size = new Size3(13, 5, 1000);
            LabelTally fast = new(size, skip), slow = new(size, skip);
            fast.Add(input.r.AsSpan(0, length), input.p.AsSpan(0, length), 40);
            slow.AddOneByOne(input.r.AsSpan(0, length), input.p.AsSpan(0, length), 40);
            Assert.Equal(slow.Voxels, fast.Voxels);
            Assert.Equal(slow.Present(), fast.Present());
            Assert.All(Enumerable.Range(0, 5), label => Assert.Equal(slow.Of(label), fast.Of(label)));
            Assert.All(Enumerable.Range(0, 5), label => Assert.Equal(slow.RangeOf(label), fast.RangeOf(label)));
        });

    [Fact]
    public void A_label_s_box_holds_all_its_voxels_of_both_volumes_and_no_layer_more()
    {
        Grid grid = Grid.Of(new Size3(40, 9, 7), new Spacing(1, 1, 1));
        Volume<ushort> reference = new(grid), prediction = new(grid);
        reference[37, 2, 1] = 3;
        prediction[4, 8, 5] = 3;
        VoxelRange range = ConfusionCounts.Of(reference, prediction, cancellation: TestContext.Current.CancellationToken).RangeOf(3);
        Assert.Equal((4, 2, 1), range.Start);
        Assert.Equal(new Size3(34, 7, 5), range.Size);
    }

    [Fact]
    public void One_label_of_a_row_is_found_many_voxels_at_a_time_as_one_by_one() =>
        Gen.Select(Labels, Gen.UShort[0, 4], Gen.Int[0, 200]).Sample((labels, label, skip) =>
        {
            ReadOnlySpan<ushort> row = labels.AsSpan(Math.Min(skip, labels.Length));
            byte[] fast = new byte[row.Length], slow = new byte[row.Length];
            LabelRow.Select(row, label, fast);
            LabelRow.SelectOneByOne(row, label, slow);
            Assert.Equal(slow, fast);
        });

    [Fact]
    public void Every_label_has_its_counts_after_one_pass_over_many_chunks()
    {
        Grid grid = Grid.Of(new Size3(256, 128, 100), new Spacing(1, 1, 1));
        ushort[] reference = new ushort[grid.Size.Count], prediction = new ushort[grid.Size.Count];
        var random = new Random(3);
        for (int i = 0; i < reference.Length; i++)
        {
            reference[i] = (ushort)(i / 40_000);
            prediction[i] = random.Next(50) == 0 ? ushort.MaxValue : (ushort)((i + 500) / 40_000);
        }

        var counts = ConfusionCounts
            .Of(new Volume<ushort>(grid, reference), new Volume<ushort>(grid, prediction),
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(reference.Length, counts.Voxels);
        Assert.Contains(ushort.MaxValue, counts.Labels);
        foreach (int label in (int[])[0, 1, 40, ushort.MaxValue])
        {
            Overlap expected = Overlap.Of(Mask(grid, reference, label), Mask(grid, prediction, label));
            Assert.Equal(expected, counts[label]);
        }
    }

    [Fact]
    public void Voxels_that_nobody_annotated_count_for_nothing()
    {
        Grid grid = Grid.Of(new Size3(4, 1, 1), new Spacing(1, 1, 1));
        var counts = ConfusionCounts
            .Of(new Volume<ushort>(grid, [1, 9, 9, 0]), new Volume<ushort>(grid, [1, 1, 0, 0]), 9, TestContext.Current.CancellationToken);
        Assert.Equal(new Overlap(1, 0, 0) { Neither = 1 }, counts[1]);
        Assert.Equal([1], counts.Labels);
    }

    [Fact]
    public void Volumes_on_different_grids_are_refused()
    {
        var one = new Volume<ushort>(Grid.Of(new Size3(4, 1, 1), new Spacing(1, 1, 1)));
        var other = new Volume<ushort>(Grid.Of(new Size3(4, 1, 1), new Spacing(2, 1, 1)));
        Assert.Throws<GridMismatchException>(() => ConfusionCounts.Of(one, other, cancellation: TestContext.Current.CancellationToken));
    }

    private static Volume<bool> Mask(Grid grid, ushort[] labels, int value) =>
        new Volume<ushort>(grid, labels).Map(label => label == value);
}
