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

    [Fact]
    public void Far_sites_give_the_same_by_search_and_by_envelope()
    {
        // Two sites in a long volume: the search gives up and the envelope takes over.
        var mask = new Volume<bool>(Grid.Of(new Size3(40, 700, 3), new Spacing(0.7, 0.9, 3)));
        mask[3, 5, 1] = true;
        mask[33, 690, 2] = true;
        Volume<float> distance = To(mask);
        foreach (int i in Enumerable.Range(0, 800).Select(n => n * 104))
        {
            double expected = Nearest(mask, i, true);
            Assert.Equal(expected, distance.Voxels[i], expected * 1e-7);
        }
    }

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

    private static Volume<float> To(Volume<bool> mask) => DistanceTransform.To(mask, cancellation: TestContext.Current.CancellationToken);

    private static Volume<float> Signed(Volume<bool> mask, double band = double.PositiveInfinity) =>
        DistanceTransform.Signed(mask, band, TestContext.Current.CancellationToken);

    private static Volume<bool> Random(Grid grid, int rarity, int seed)
    {
        var random = new Random(seed);
        return new Volume<bool>(grid).Map(_ => random.Next(rarity) == 0);
    }

    private static double Nearest(Volume<bool> mask, int index, bool wanted)
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
    private static void AssertExact(double expected, float actual)
    {
        double allowed = Math.Max(1e-5, Math.Abs(expected) * MathF.BitIncrement(1) - Math.Abs(expected));
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= allowed, $"{expected} mm expected, {actual} mm came.");
    }
}
