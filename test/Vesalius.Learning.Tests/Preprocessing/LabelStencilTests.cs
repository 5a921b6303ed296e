using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Preprocessing;

public sealed class LabelStencilTests
{
    [Fact]
    public void A_boundary_moves_to_where_the_mask_reaches_one_half_and_the_greater_label_wins_a_tie()
    {
        // Three voxels as two: the new ones lie at 0.25 and 1.75; as six: at -0.25, 0.25, 0.75, 1.25, …
        Assert.Equal([7, 2], new LabelStencil(new Size3(3, 1, 1), new Size3(2, 1, 1), null).Apply([7, 0, 2]));
        Assert.Equal([7, 7, 3, 3, 2, 2], new LabelStencil(new Size3(3, 1, 1), new Size3(6, 1, 1), null).Apply([7, 3, 2]));

        // Four voxels as two lie half way between two labels: both masks reach one half.
        Assert.Equal([7, 5], new LabelStencil(new Size3(4, 1, 1), new Size3(2, 1, 1), null).Apply([7, 3, 0, 5]));
    }

    [Fact]
    public void Where_no_mask_reaches_one_half_there_is_background()
    {
        // The middle of eight different labels: an eighth of each.
        Assert.Equal([0], new LabelStencil(new Size3(2, 2, 2), new Size3(1, 1, 1), null).Apply([1, 2, 3, 4, 5, 6, 7, 8]));
    }

    [Fact]
    public void Across_coarse_slices_the_nearest_one_counts() =>
        Assert.Equal([7, 3], new LabelStencil(new Size3(1, 1, 4), new Size3(1, 1, 2), 2).Apply([9, 7, 0, 3]));

    [Fact]
    public void One_label_everywhere_stays_everywhere_and_the_same_size_changes_nothing() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[0, 900]).Sample((x, y, z, seed) =>
        {
            var random = new Random(seed);
            Size3 size = new(x, y, z), other = new(random.Next(1, 9), random.Next(1, 9), random.Next(1, 9));
            ushort[] constant = [.. Enumerable.Repeat((ushort)5, (int)size.Count)], any = [.. constant.Select(_ => (ushort)random.Next(4))];
            Assert.All(new LabelStencil(size, other, null).Apply(constant), label => Assert.Equal(5, label));
            Assert.Equal(any, new LabelStencil(size, size, null).Apply(any));
        });
}
