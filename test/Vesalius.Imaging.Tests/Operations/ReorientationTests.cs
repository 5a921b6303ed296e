using CsCheck;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Operations;

public sealed class ReorientationTests
{
    private static readonly Gen<WorldVector> Vector =
        Gen.Select(Gen.Double[-2, 2], Gen.Double[-2, 2], Gen.Double[-2, 2], (x, y, z) => new WorldVector(x, y, z));

    private static readonly Gen<Volume<float>> AnyVolume =
        Gen.Select(Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1, 5]), Vector, Vector, Vector, Vector, (size, x, y, z, origin) =>
            (size: new Size3(size.Item1, size.Item2, size.Item3), affine: new Affine(x, y, z, default(WorldPoint) + origin)))
        .Where(pair => Math.Abs(pair.affine.Determinant) > 0.3)
        .Select(pair => Numbered(new Grid(pair.size, pair.affine)));

    private static readonly Gen<AnatomicalAxes> AnyAxes = Gen.OneOfConst(AnatomicalAxes.All.ToArray());

    [Fact]
    public void There_are_48_codes_and_each_is_read_back()
    {
        Assert.Equal(48, AnatomicalAxes.All.Distinct().Count());
        Assert.All(AnatomicalAxes.All, axes => Assert.Equal(axes, AnatomicalAxes.Parse(axes.Code.ToLowerInvariant())));
    }

    [Theory]
    [InlineData("LP")]
    [InlineData("LRS")]
    [InlineData("LPX")]
    [InlineData("LPSA")]
    public void A_text_that_is_no_orientation_is_refused_by_name(string code) =>
        Assert.Contains(code, Assert.Throws<ArgumentException>(() => AnatomicalAxes.Parse(code)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_world_frame_is_LPS_and_NIfTI_s_is_RAS()
    {
        Assert.Equal(AnatomicalAxes.Lps, AnatomicalAxes.Of(Affine.Identity));
        Affine ras = Affine.FromDirection(new Spacing(1, 2, 3), [-1, 0, 0, 0, -1, 0, 0, 0, 1], default);
        Assert.Equal(AnatomicalAxes.Ras, AnatomicalAxes.Of(ras));
    }

    [Fact]
    public void A_coronal_scan_whose_rows_go_to_the_feet_is_LIP()
    {
        Affine coronal = Affine.FromDirection(new Spacing(1, 1, 1), [1, 0, 0, 0, 0, 1, 0, -1, 0], default);
        Assert.Equal("LIP", AnatomicalAxes.Of(coronal).Code);
    }

    [Fact]
    public void Axes_half_way_between_two_directions_are_named_alike_in_whatever_order_they_are_stored()
    {
        var turned = new Grid(new Size3(3, 4, 2), new Affine(new WorldVector(1, 1, 0), new WorldVector(1, -1, 0), new WorldVector(0, 0, 2), default));
        Volume<float> volume = Numbered(turned);
        Assert.All(AnatomicalAxes.All, axes =>
        {
            Volume<float> there = Reorientation.To(volume, axes);
            Assert.Equal(axes, AnatomicalAxes.Of(there.Grid));
            Assert.Equal(volume.Array, Reorientation.To(there, AnatomicalAxes.Of(turned)).Array);
        });
    }

    [Fact]
    public void There_and_back_gives_the_same_voxels_in_the_same_places() =>
        Gen.Select(AnyVolume, AnyAxes).Sample((volume, axes) =>
        {
            Volume<float> there = Reorientation.To(volume, axes);
            Volume<float> back = Reorientation.To(there, AnatomicalAxes.Of(volume.Grid));
            Assert.Equal(volume.Array, back.Array);
            Assert.True(volume.Grid.Agrees(back.Grid, 1e-9));
        });

    [Fact]
    public void The_result_runs_in_the_wanted_directions() =>
        Gen.Select(AnyVolume, AnyAxes).Sample((volume, axes) => Assert.Equal(axes, AnatomicalAxes.Of(Reorientation.To(volume, axes).Grid)));

    [Fact]
    public void Every_voxel_keeps_its_place_in_the_patient() =>
        Gen.Select(AnyVolume, AnyAxes).Sample((volume, axes) =>
        {
            Volume<float> turned = Reorientation.To(volume, axes);
            for (int i = 0; i < turned.Voxels.Length; i++)
            {
                int x = i % turned.Size.X, y = i / turned.Size.X % turned.Size.Y, z = i / turned.Size.X / turned.Size.Y;
                VoxelPoint at = volume.Grid.ToVoxel(turned.Grid.ToWorld(new VoxelPoint(x, y, z)));
                Assert.Equal(volume[(int)Math.Round(at.X), (int)Math.Round(at.Y), (int)Math.Round(at.Z)], turned.Voxels[i]);
            }
        });

    [Fact]
    public void A_picture_mirrored_in_its_plane_stays_a_picture()
    {
        Volume<float> picture = Numbered(Grid.Planar(3, 2));
        Volume<float> mirrored = Reorientation.To(picture, "RPS");
        Assert.Equal(2, mirrored.Grid.Dimensions);
        Assert.Equal([2, 1, 0, 5, 4, 3], mirrored.Array);
    }

    [Fact]
    public void Files_of_one_scan_in_every_orientation_become_one_array()
    {
        string folder = SharedData.Require("conformance", "nifti", "space");
        string[] files = Directory.GetFiles(folder, "*.nii*");
        Assert.True(files.Length > 1);
        Volume<float>[] scans = [.. files.Select(file => Reorientation.To(VolumeFile.Read(file), "LPS"))];
        Assert.All(files, file => Assert.Equal(VolumeFile.StemOf(file), AnatomicalAxes.Of(VolumeFile.Identify(file).Grid).Code));
        Assert.All(scans, scan =>
        {
            Assert.True(scans[0].Grid.Agrees(scan.Grid));
            Assert.Equal(scans[0].Array, scan.Array);
        });
    }

    private static Volume<float> Numbered(Grid grid)
    {
        int next = 0;
        return new Volume<float>(grid).Map(_ => (float)next++);
    }
}
