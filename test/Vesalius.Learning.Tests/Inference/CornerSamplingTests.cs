using Vesalius.Imaging;
using Vesalius.Learning.Inference;

namespace Vesalius.Learning.Tests.Inference;

public sealed class CornerSamplingTests
{
    // scipy.ndimage.zoom(x, n / 5, order=1, mode="nearest").astype(int) of 10·i² − 30, and of order 0 of counted voxels.
    [Fact]
    public void Intensities_are_those_of_scipy_cut_off_after_the_point()
    {
        float[] squares = [-30, -20, 10, 60, 130];
        Assert.Equal([-30, -23, -10, 10, 43, 83, 130], Linear(squares, 7));
        Assert.Equal([-30, 10, 130], Linear(squares, 3));
    }

    [Fact]
    public void Labels_come_from_the_nearest_voxel_as_in_scipy()
    {
        Assert.Equal([0, 1, 1, 2, 2, 3, 3], Nearest(4, 7));
        Assert.Equal([0, 2, 4, 6], Nearest(7, 4));
    }

    [Fact]
    public void The_first_voxel_stays_where_it_is_and_the_size_is_rounded_half_to_even()
    {
        Grid grid = Grid.Of(new Size3(5, 7, 9), new Spacing(1.5, 1.5, 2));
        Grid target = CornerSampling.GridFor(grid, new Spacing(3, 3, 1.5));
        Assert.Equal(new Size3(2, 4, 12), target.Size);
        Assert.Equal(grid.Affine.Origin, target.Affine.Origin);
        Assert.Equal(3, target.Spacing.X, 12);
    }

    private static float[] Linear(float[] values, int count) =>
        CornerSampling.Linear(new Volume<float>(Line(values.Length), values), Line(count)).Array;

    private static ushort[] Nearest(int from, int to) =>
        CornerSampling.Nearest(new Volume<ushort>(Line(from), [.. Enumerable.Range(0, from).Select(i => (ushort)i)]), Line(to)).Array;

    private static Grid Line(int count) => new(new Size3(1, count, 1), Affine.Identity);
}
