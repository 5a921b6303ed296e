using CsCheck;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Operations;

public sealed class DistanceTransformTests
{
    private static readonly Gen<Volume<bool>> AnyMask =
        from size in Gen.Select(Gen.Int[1, 40], Gen.Int[1, 12], Gen.Int[1, 12], (x, y, z) => new Size3(x, y, z))
        from spacing in Gen.Select(Gen.Double[0.3, 6], Gen.Double[0.3, 6], Gen.Double[0.3, 6], (x, y, z) => new Spacing(x, y, z))
        from rarity in Gen.Int[1, 300]
        from seed in Gen.Int[0, 1_000_000]
        select Random(Grid.Of(size, spacing), rarity, seed);

    [Fact]
    public void Distances_equal_those_to_every_voxel_tried_one_by_one() => AnyMask.Sample(mask =>
    {
        Volume<float> distance = To(mask);
        for (int i = 0; i < distance.Voxels.Length; i++)
        {
            AssertExact(Nearest(mask, i, true), distance.Voxels[i]);
        }
    }, iter: 60);

    [Fact]
    public void Signed_distances_are_positive_outside_and_negative_inside() => AnyMask.Sample(mask =>
    {
        Volume<float> distance = Signed(mask);
        for (int i = 0; i < distance.Voxels.Length; i++)
        {
            double expected = mask.Voxels[i] ? -Nearest(mask, i, false) : Nearest(mask, i, true);
            AssertExact(expected, distance.Voxels[i]);
        }
    }, iter: 60);

    [Fact]
    public void A_band_changes_nothing_but_the_distances_beyond_it() => Gen.Select(AnyMask, Gen.Double[0, 20]).Sample((mask, band) =>
    {
        float[] all = Signed(mask).Array, near = Signed(mask, band).Array;
        for (int i = 0; i < all.Length; i++)
        {
            Assert.Equal(Math.Abs(all[i]) > (float)band ? MathF.CopySign(float.PositiveInfinity, all[i]) : all[i], near[i]);
        }
    }, iter: 60);

    /// <summary>Neighbouring columns so far apart that each has its own nearest site: the search abreast gives up and the envelope takes over.</summary>
    [Fact]
    public void Columns_with_nothing_in_common_are_exact_too()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(40, 700, 2), new Spacing(300, 0.9, 300)));
        for (int x = 0; x < 40; x++)
        {
            mask[x, x % 2 * 699, 0] = true;
        }

        AssertSampled(mask, 104);
    }

    [Fact]
    public void Few_sites_in_a_long_volume_of_any_proportions() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[100, 600], Gen.Int[1, 3], Gen.Double[0.1, 1], Gen.Int[0, 1 << 20]).Sample((x, y, z, spacing, seed) =>
        {
            var mask = new Volume<bool>(Grid.Of(new Size3(x, y, z), new Spacing(spacing, 1 - (0.9 * spacing), 3)));
            var random = new Random(seed);
            for (int i = 0; i < 4; i++)
            {
                mask.Voxels[random.Next(mask.Voxels.Length)] = true;
            }

            AssertSampled(mask, 211);
        }, iter: 30);

    [Fact]
    public void An_empty_mask_is_infinitely_far_and_a_full_one_has_no_outside()
    {
        var empty = new Volume<bool>(Grid.Of(new Size3(20, 5, 4), new Spacing(1, 1, 1)));
        Volume<bool> full = empty.Map(_ => true);
        Assert.All(To(empty).Array, d => Assert.Equal(float.PositiveInfinity, d));
        Assert.All(Signed(empty).Array, d => Assert.Equal(float.PositiveInfinity, d));
        Assert.All(To(full).Array, d => Assert.Equal(0, d));
        Assert.All(Signed(full).Array, d => Assert.Equal(float.NegativeInfinity, d));
    }

    [Fact]
    public void A_sheared_grid_is_refused_and_an_oblique_one_is_not()
    {
        var tilted = new Grid(new Size3(2, 2, 2), new Affine(new(1, 0, 0), new(0, 1, 0), new(0, 0.3, 2), default));
        Assert.Contains("sheared", Assert.Throws<ArgumentException>(() => To(new Volume<bool>(tilted))).Message, StringComparison.Ordinal);
        var turned = new Grid(new Size3(2, 1, 1), new Affine(new(3, 4, 0), new(-4, 3, 0), new(0, 0, 2), default));
        Assert.Equal([0f, 5f], To(new Volume<bool>(turned, [true, false])).Array);
    }

    private static void AssertSampled(Volume<bool> mask, int every)
    {
        Volume<float> distance = To(mask);
        int[] sites = [.. Enumerable.Range(0, mask.Array.Length).Where(i => mask.Array[i])];
        for (int i = 0; i < distance.Voxels.Length; i += every)
        {
            AssertExact(sites.Min(site => Apart(mask.Grid, i, site)), distance.Voxels[i]);
        }
    }

    private static double Apart(Grid grid, int a, int b)
    {
        VoxelPoint At(int i) => new(i % grid.Size.X, i / grid.Size.X % grid.Size.Y, i / grid.Size.X / grid.Size.Y);
        return grid.ToWorld(At(a)).DistanceTo(grid.ToWorld(At(b)));
    }

    private static Volume<float> To(Volume<bool> mask) => DistanceTransform.To(mask, cancellation: TestContext.Current.CancellationToken);

    private static Volume<float> Signed(Volume<bool> mask, double band = double.PositiveInfinity) =>
        DistanceTransform.Signed(mask, band, TestContext.Current.CancellationToken);

    private static Volume<bool> Random(Grid grid, int rarity, int seed)
    {
        var random = new Random(seed);
        return new Volume<bool>(grid).Map(_ => random.Next(rarity) == 0);
    }

    internal static double Nearest(Volume<bool> mask, int index, bool wanted)
    {
        Size3 size = mask.Size;
        (int x, int y, int z) = (index % size.X, index / size.X % size.Y, index / size.X / size.Y);
        Spacing s = mask.Grid.Spacing;
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            if (mask.Voxels[i] == wanted)
            {
                double dx = ((i % size.X) - x) * s.X, dy = ((i / size.X % size.Y) - y) * s.Y, dz = ((i / size.X / size.Y) - z) * s.Z;
                nearest = Math.Min(nearest, (dx * dx) + (dy * dy) + (dz * dz));
            }
        }

        return Math.Sqrt(nearest);
    }

    // Exact to what binary32 holds: neighbouring floats lie 1.5e-5 mm apart above 128 mm.
    internal static void AssertExact(double expected, float actual)
    {
        double allowed = Math.Max(1e-5, Math.Abs(expected) * MathF.BitIncrement(1) - Math.Abs(expected));
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= allowed, $"{expected} mm expected, {actual} mm came.");
    }
}
