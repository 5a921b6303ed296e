using CsCheck;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Morphology;

public sealed class BinaryMorphologyTests
{
    private static readonly Gen<Volume<bool>> AnyMask = Gen.Select(Gen.Int[0, 20].Array[16 * 9 * 5], Gen.Int[1, 20], (values, density) =>
        new Volume<bool>(Grid.Of(new Size3(16, 9, 5), new Spacing(0.7, 0.9, 2.5)), [.. values.Select(value => value < density)]));

    [Fact]
    public void A_voxel_grows_to_the_ball_of_the_radius_in_millimetres()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(9, 9, 5), new Spacing(0.5, 1, 3)));
        mask[4, 4, 2] = true;
        Volume<bool> grown = BinaryMorphology.Dilate(mask, 2, Cancellation);
        for (int i = 0; i < grown.Voxels.Length; i++)
        {
            double x = ((i % 9) - 4) * 0.5, y = (i / 9 % 9) - 4, z = ((i / 81) - 2) * 3;
            Assert.Equal((x * x) + (y * y) + (z * z) <= 4, grown.Voxels[i]);
        }
    }

    [Fact]
    public void Eroding_a_mask_is_dilating_its_background() => Gen.Select(AnyMask, Gen.Double[0, 4]).Sample((mask, radius) =>
        Assert.Equal(
            BinaryMorphology.Dilate(mask.Map(v => !v), radius, Cancellation).Array, BinaryMorphology.Erode(mask, radius, Cancellation).Map(v => !v).Array));

    [Fact]
    public void Opening_takes_only_away_closing_only_adds_and_neither_does_so_twice() => Gen.Select(AnyMask, Gen.Double[0, 4]).Sample((mask, radius) =>
    {
        Volume<bool> opened = BinaryMorphology.Open(mask, radius, Cancellation), closed = BinaryMorphology.Close(mask, radius, Cancellation);
        for (int i = 0; i < mask.Array.Length; i++)
        {
            Assert.True(mask.Array[i] || !opened.Array[i]);
            Assert.True(!mask.Array[i] || closed.Array[i]);
        }

        Assert.Equal(opened.Array, BinaryMorphology.Open(opened, radius, Cancellation).Array);
        Assert.Equal(closed.Array, BinaryMorphology.Close(closed, radius, Cancellation).Array);
    });

    [Fact]
    public void A_radius_of_nothing_changes_nothing() =>
        AnyMask.Sample(mask => Assert.Equal(mask.Array, BinaryMorphology.Dilate(mask, 0, Cancellation).Array), iter: 20);

    [Fact]
    public void A_hollow_box_is_filled_unless_it_is_open()
    {
        Grid grid = Grid.Of(new Size3(7, 7, 7), new Spacing(1, 1, 1));
        var shell = new Volume<bool>(grid);
        for (int i = 0; i < shell.Voxels.Length; i++)
        {
            (int x, int y, int z) = (i % 7, i / 7 % 7, i / 49);
            int ring = Math.Max(Math.Abs(x - 3), Math.Max(Math.Abs(y - 3), Math.Abs(z - 3)));
            shell.Voxels[i] = ring == 2;
        }

        Assert.Equal(125, HoleFilling.Fill(shell, cancellation: Cancellation).Array.Count(v => v));
        shell[3, 3, 1] = false;
        Assert.Equal(97, HoleFilling.Fill(shell, cancellation: Cancellation).Array.Count(v => v));
        Assert.Equal(125, HoleFilling.FillSlices(shell, cancellation: Cancellation).Array.Count(v => v));
    }

    [Fact]
    public void A_diagonal_wall_is_tight_by_faces_and_leaks_by_vertices()
    {
        var mask = new Volume<bool>(Grid.Planar(5, 5), [.. "....." .Concat("..#..").Concat(".#.#.").Concat("..#..").Concat(".....").Select(c => c == '#')]);
        Assert.Equal(5, HoleFilling.Fill(mask, Connectivity.Faces, Cancellation).Array.Count(v => v));
        Assert.Equal(4, HoleFilling.Fill(mask, Connectivity.Vertices, Cancellation).Array.Count(v => v));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
