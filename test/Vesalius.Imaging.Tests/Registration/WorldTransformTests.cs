using CsCheck;
using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Tests.Registration;

public sealed class WorldTransformTests
{
    private static readonly Gen<WorldVector> Vectors =
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-90, 90], Gen.Double[-90, 90], (x, y, z) => new WorldVector(x, y, z));

    private static readonly Gen<WorldTransform> Maps = Gen.Select(Vectors, Vectors, Vectors, (turn, centre, shift) =>
        WorldTransform.Rotation(turn * 0.02, default(WorldPoint) + centre).Then(WorldTransform.Shift(shift)));

    [Fact]
    public void The_way_back_undoes_the_way_there() => Gen.Select(Maps, Vectors).Sample((map, place) =>
        Assert.InRange(map.Then(map.Inverse()).Apply(default(WorldPoint) + place).DistanceTo(default(WorldPoint) + place), 0, 1e-9));

    [Fact]
    public void A_rotation_keeps_its_centre_and_all_distances() => Gen.Select(Vectors, Vectors, Vectors).Sample((turn, centre, step) =>
    {
        WorldPoint fixedPoint = default(WorldPoint) + centre;
        WorldTransform rotation = WorldTransform.Rotation(turn * 0.02, fixedPoint);
        Assert.InRange(rotation.Apply(fixedPoint).DistanceTo(fixedPoint), 0, 1e-9);
        Assert.Equal(step.Length, rotation.Apply(step).Length, 1e-9);
    });

    [Fact]
    public void A_quarter_turn_about_z_takes_left_to_back()
    {
        WorldPoint turned = WorldTransform.Rotation(new WorldVector(0, 0, Math.PI / 2), default).Apply(new WorldPoint(2, 0, 0));
        Assert.InRange(turned.DistanceTo(new WorldPoint(0, 2, 0)), 0, 1e-12);
    }

    [Fact]
    public void A_moved_grid_moves_its_voxels() => Gen.Select(Maps, Vectors).Sample((map, origin) =>
    {
        var grid = new Grid(new Size3(4, 5, 6), Affine.FromSpacing(new Spacing(1, 2, 3), default(WorldPoint) + origin));
        var voxel = new VoxelPoint(1, 2, 3);
        Assert.InRange(map.Apply(grid).ToWorld(voxel).DistanceTo(map.Apply(grid.ToWorld(voxel))), 0, 1e-9);
    });

    [Fact]
    public void Itk_text_comes_back_as_it_went() => Maps.Sample(map =>
    {
        var point = new WorldPoint(12, -34, 56);
        Assert.InRange(ItkTransformText.Parse(ItkTransformText.Of(map)).Apply(point).DistanceTo(map.Apply(point)), 0, 1e-9);
    });

    [Fact]
    public void An_itk_transform_turns_about_its_centre()
    {
        const string Text = "#Insight Transform File V1.0\nTransform: Euler3D\nParameters: 0 -1 0 1 0 0 0 0 1 5 6 7\nFixedParameters: 10 0 "
            + "0\n";
        Assert.Equal(new WorldPoint(15, 6, 7), ItkTransformText.Parse(Text).Apply(new WorldPoint(10, 0, 0)));
        Assert.Equal(new WorldPoint(15, 7, 7), ItkTransformText.Parse(Text).Apply(new WorldPoint(11, 0, 0)));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("Parameters: 1 2 3\nFixedParameters: 0 0 0")]
    public void A_file_of_another_kind_is_refused_in_words(string text) =>
        Assert.Contains("12 numbers", Assert.Throws<FormatException>(() => ItkTransformText.Parse(text)).Message, StringComparison.Ordinal);
}
