using CsCheck;

namespace Vesalius.Imaging.Tests;

public sealed class GridTests
{
    private static readonly Gen<WorldVector> Step =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[-3, 3], (x, y, z) => new WorldVector(x, y, z));

    private static readonly Gen<Affine> AnyAffine = Gen.Select(Step, Step, Step, Step, (x, y, z, o) => new Affine(x, y, z, default(WorldPoint) + o * 50))
        .Where(affine => Math.Abs(affine.Determinant) > 0.05);

    [Fact]
    public void A_voxel_goes_to_the_patient_and_back_on_any_oblique_or_sheared_grid() =>
        Gen.Select(AnyAffine, Step).Sample((affine, step) =>
        {
            var voxel = new VoxelPoint(step.X * 40, step.Y * 40, step.Z * 40);
            VoxelPoint back = affine.ApplyInverse(affine.Apply(voxel));
            Assert.Equal(voxel.X, back.X, 1e-6);
            Assert.Equal(voxel.Y, back.Y, 1e-6);
            Assert.Equal(voxel.Z, back.Z, 1e-6);
        });

    [Fact]
    public void Changing_the_size_keeps_the_outer_faces_where_they_are()
    {
        Grid grid = Grid.Of(new Size3(10, 8, 6), new Spacing(1, 2, 3));
        Grid coarse = grid.WithSize(new Size3(5, 4, 2));
        Assert.Equal(grid.ToWorld(new VoxelPoint(-0.5, -0.5, -0.5)), coarse.ToWorld(new VoxelPoint(-0.5, -0.5, -0.5)));
        Assert.Equal(grid.ToWorld(new VoxelPoint(9.5, 7.5, 5.5)), coarse.ToWorld(new VoxelPoint(4.5, 3.5, 1.5)));
        Assert.Equal(new Spacing(2, 4, 9), coarse.Spacing);
    }

    [Fact]
    public void A_direction_matrix_has_the_axes_in_its_columns()
    {
        double[] direction = [0, 0, 1, 1, 0, 0, 0, 1, 0];
        Affine affine = Affine.FromDirection(new Spacing(2, 3, 4), direction, new WorldPoint(1, 2, 3));
        Assert.Equal(new WorldVector(0, 2, 0), affine.XStep);
        Assert.Equal(new WorldVector(0, 0, 3), affine.YStep);
        Assert.Equal(new WorldVector(4, 0, 0), affine.ZStep);
        Assert.Equal(direction, affine.Direction());
    }

    [Fact]
    public void A_volume_too_large_for_one_array_is_refused_with_its_size()
    {
        var error = Assert.Throws<ArgumentException>(() => new Volume<byte>(Grid.Of(new Size3(2048, 2048, 1024), new Spacing(1, 1, 1))));
        Assert.Contains("2048×2048×1024", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grids_that_differ_by_less_than_a_thousandth_of_a_voxel_agree()
    {
        Grid grid = Grid.Of(new Size3(10, 10, 10), new Spacing(1, 1, 1));
        Assert.True(grid.Agrees(new Grid(grid.Size, grid.Affine with { Origin = new WorldPoint(0.0005, 0, 0) })));
        Assert.False(grid.Agrees(new Grid(grid.Size, grid.Affine with { Origin = new WorldPoint(0.002, 0, 0) })));
    }
}
