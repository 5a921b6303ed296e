using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Tests;

namespace Vesalius.Analysis.Tests.Evaluation;

/// <summary>The parts of surface scores that are worked out fast, each against a plain statement of what it is.</summary>
public sealed class SurfaceTwinTests
{
    private static readonly Gen<Volume<bool>> Planar =
        from x in Gen.Int[1, 40]
        from y in Gen.Int[1, 9]
        from values in Gen.Int[0, 9].Array[x * y]
        from density in Gen.Int[1, 10]
        select new Volume<bool>(Grid.Planar(x, y, 0.4, 4), [.. values.Select(value => value < density)]);

    // Rows that are longer than a word, and grids as they come: mirrored, oblique, sheared.
    private static readonly Gen<Volume<bool>> Long =
        from x in Gen.Int[1, 40]
        from y in Gen.Int[1, 4]
        from z in Gen.Int[1, 4]
        from values in Gen.Int[0, 9].Array[x * y * z]
        from density in Gen.Int[0, 10]
        from placement in RandomMasks.Placement
        select new Volume<bool>(new Grid(new Size3(x, y, z), placement), [.. values.Select(value => value < density)]);

    private static readonly Gen<Volume<bool>> Masks = Gen.OneOf(Planar, Long, RandomMasks.Any);

    [Fact]
    public void Surface_elements_are_the_cells_whose_corners_differ() => Masks.Sample(mask =>
    {
        BoundaryElements elements = SurfelBoundary.Of(mask.Grid, Bytes(mask), ElementWeight.Area);
        bool isPlanar = mask.Grid.Dimensions == 2;
        int i = 0;
        for (int z = isPlanar ? 0 : -1; z < mask.Size.Z; z++)
        {
            for (int y = -1; y < mask.Size.Y; y++)
            {
                for (int x = -1; x < mask.Size.X; x++, i++)
                {
                    int code = Enumerable.Range(0, 8).Sum(k => Has(mask, x + (k & 1), y + ((k >> 1) & 1), isPlanar ? 0 : z + (k >> 2)) ? 1 << k : 0);
                    Assert.Equal(code is not (0 or 255), elements.Sites.Array[i]);
                    Assert.Equal(code is 0 or 255 ? 0 : code, elements.Codes[i]);
                }
            }
        }

        Assert.Equal(i, elements.Sites.Array.Length);
    }, iter: 200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Boundary_voxels_are_those_with_a_neighbour_outside(bool isThick) => Masks.Sample(mask =>
    {
        Volume<bool> sites = new VoxelBoundary(mask.Grid, isThick, default).Of(Bytes(mask)).Sites;
        for (int i = 0; i < mask.Array.Length; i++)
        {
            (int x, int y, int z) = (i % mask.Size.X, i / mask.Size.X % mask.Size.Y, i / mask.Size.X / mask.Size.Y);
            bool isOpen = Steps(mask.Grid.Dimensions == 2, isThick).Any(step => !Has(mask, x + step.X, y + step.Y, z + step.Z));
            Assert.Equal(mask.Array[i] && isOpen, sites.Array[i]);
        }
    }, iter: 200);

    /// <summary>Few sites and far ones too, so that the search around a place gives up and the whole map is made; thick slices, ten to one.</summary>
    [Fact]
    public void The_nearest_site_is_that_of_all_sites() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 30], Gen.Int[1, 20], Gen.Int[0, 1 << 20], Gen.Int[0, 4]).Sample((x, y, z, seed, crowd) =>
        {
            var random = new Random(seed);
            var sites = new Volume<bool>(Grid.Of(new Size3(x, y, z), new Spacing(0.5, 0.7, 5)));
            for (int site = random.Next(1, 2 + (crowd * crowd * 40)); site > 0; site--)
            {
                sites.Array[random.Next(sites.Array.Length)] = true;
            }

            WorldPoint[] all = [.. Enumerable.Range(0, sites.Array.Length).Where(i => sites.Array[i]).Select(i => At(sites, i))];
            int[] places = [.. Enumerable.Range(0, 60).Select(_ => random.Next(sites.Array.Length)).Distinct().Order()];
            using var nearest = new NearestSites(sites);
            double[] found = nearest.DistancesFrom(places, TestContext.Current.CancellationToken);
            Assert.All(places.Zip(found), pair => Assert.Equal(all.Min(site => site.DistanceTo(At(sites, pair.First))), pair.Second, 2e-5));
        }, iter: 100);

    [Fact]
    public void Keys_that_occur_often_are_sorted_as_any_others_with_their_values() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[1, 400], Gen.Int[0, 1 << 20]).Sample((count, different, seed) =>
        {
            var random = new Random(seed);
            double[] pool = [double.NaN, double.PositiveInfinity, 0, .. Enumerable.Range(0, different).Select(_ => random.NextDouble())];
            double[] keys = [.. Enumerable.Range(0, count).Select(_ => pool[random.Next(pool.Length)])], values = [.. keys.Select((_, i) => (double)i)];
            double[] sortedKeys = [.. keys], sortedValues = [.. values];
            FewKeys.Sort(sortedKeys, sortedValues);
            Assert.Equal(keys.Order(), sortedKeys);
            Assert.Equal(sortedKeys, sortedValues.Select(value => keys[(int)value]));
            Assert.Equal(values, sortedValues.Order());
        }, iter: 100);

    [Fact]
    public void A_mask_whose_surface_no_array_holds_is_refused_by_its_size()
    {
        Grid grid = Grid.Of(new Size3(2000, 1000, 1073), new Spacing(1, 1, 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ArgumentException>(() => SurfelBoundary.Of(grid, [], ElementWeight.Area)).Message;
        Assert.Contains("2000×1000×1073", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static WorldPoint At(Volume<bool> sites, int i) =>
        sites.Grid.ToWorld(new VoxelPoint(i % sites.Size.X, i / sites.Size.X % sites.Size.Y, i / sites.Size.X / sites.Size.Y));

    private static byte[] Bytes(Volume<bool> mask) => [.. mask.Array.Select(voxel => voxel ? (byte)1 : (byte)0)];

    private static bool Has(Volume<bool> mask, int x, int y, int z) => mask.Size.Contains(x, y, z) && mask[x, y, z];

    private static IEnumerable<(int X, int Y, int Z)> Steps(bool isPlanar, bool isThick) =>
        from z in isPlanar ? [0] : new[] { -1, 0, 1 }
        from y in new[] { -1, 0, 1 }
        from x in new[] { -1, 0, 1 }
        let axes = Math.Abs(x) + Math.Abs(y) + Math.Abs(z)
        where axes == 1 || (isThick && axes > 1)
        select (x, y, z);
}
