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

    [Fact]
    public void Angles_of_itk_turn_about_y_then_x_then_z()
    {
        // The product of the three matrices, by hand: a quarter turn about x takes y to z, one about z takes x to y.
        const string Text = "#Insight Transform File V1.0\nTransform: Euler3DTransform_double_3_3\n"
            + "Parameters: 1.5707963267948966 0 1.5707963267948966 1 2 3\nFixedParameters: 0 0 0 0\n";
        WorldTransform map = ItkTransformText.Parse(Text);
        Assert.InRange(map.Apply(new WorldPoint(1, 0, 0)).DistanceTo(new WorldPoint(1, 3, 3)), 0, 1e-12);
        Assert.InRange(map.Apply(new WorldPoint(0, 1, 0)).DistanceTo(new WorldPoint(1, 2, 4)), 0, 1e-12);
    }

    [Fact]
    public void A_versor_is_half_the_angle() => Vectors.Sample(turn =>
    {
        WorldVector rotation = turn * 0.015;
        WorldVector versor = rotation.Length == 0 ? default : rotation.Normalized * Math.Sin(rotation.Length / 2);
        string text = FormattableString.Invariant($"Transform: VersorRigid3DTransform_double_3_3\nParameters: {versor.X:R} {versor.Y:R} ")
            + FormattableString.Invariant($"{versor.Z:R} 1 2 3\nFixedParameters: 4 5 6");
        var point = new WorldPoint(12, -34, 56);
        WorldPoint expected = WorldTransform.Rotation(rotation, new WorldPoint(4, 5, 6)).Apply(point) + new WorldVector(1, 2, 3);

        // Beyond half a turn the versor tells the shorter way round.
        return rotation.Length > Math.PI || ItkTransformText.Parse(text).Apply(point).DistanceTo(expected) < 1e-9;
    });

    [Fact]
    public void A_deformation_comes_back_from_its_text_and_is_applied_before_the_linear_map() => Maps.Sample(map =>
    {
        Grid scan = new(new Size3(20, 24, 10), Affine.FromSpacing(new Spacing(4, 4, 8), new WorldPoint(-30, 20, 10)));
        var both = new RegistrationMap(map, DeformableRegistrationTests.Waves(map.Apply(scan), 6));
        RegistrationMap back = ItkTransformText.ParseMap(ItkTransformText.Of(both));
        WorldPoint point = map.Apply(scan).ToWorld(new VoxelPoint(11, 7, 4));
        Assert.InRange(back.Apply(point).DistanceTo(map.Apply(both.Deformation!.Apply(point))), 0, 1e-6);
        string message = Assert.Throws<FormatException>(() => ItkTransformText.Parse(ItkTransformText.Of(both))).Message;
        Assert.Contains("linear", message, StringComparison.Ordinal);
    }, iter: 20);
}
