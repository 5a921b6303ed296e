using CsCheck;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Morphology;

public sealed class SkeletonTests
{
    private static readonly Grid Cube = Grid.Of(new Size3(15, 15, 15), new Spacing(1, 1, 1));

    [Fact]
    public void Parts_tunnels_and_cavities_of_any_mask_are_kept() =>
        RandomMasks.Any.Sample(mask => Assert.Equal(Betti(mask), Betti(Skeleton(mask))), iter: 500);

    [Fact]
    public void Parts_and_holes_of_any_slice_are_kept() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Double[0.1, 0.9], Gen.Int[0, 1 << 20]).Sample((width, height, density, seed) =>
        {
            var random = new Random(seed);
            Volume<bool> slice = new Volume<bool>(Grid.Planar(width, height)).Map(_ => random.NextDouble() < density);
            Volume<bool> skeleton = Skeleton(slice);
            Assert.Equal(Betti(slice), Betti(skeleton));
            Assert.True(Within(skeleton, slice));
        }, iter: 300);

    [Fact]
    public void A_skeleton_lies_within_its_mask_and_is_its_own_skeleton() =>
        RandomMasks.Any.Sample(mask =>
        {
            Volume<bool> skeleton = Skeleton(mask);
            Assert.True(Within(skeleton, mask));
            Assert.Equal(skeleton.Array, Skeleton(skeleton).Array);
        }, iter: 200);

    [Fact]
    public void What_is_left_could_not_be_thinner_but_for_the_ends_of_lines() =>
        RandomMasks.NotEmpty.Sample(mask =>
        {
            Volume<bool> skeleton = Skeleton(mask);
            Assert.All(
                Enumerable.Range(0, skeleton.Array.Length).Where(i => skeleton.Array[i] && Neighbours(skeleton, i).Count > 1),
                i => Assert.False(IsSimple(skeleton, i)));
        }, iter: 100);

    [Fact]
    public void A_ball_leaves_its_middle_a_rod_a_line_a_ring_a_closed_line_and_a_shell_a_closed_sheet()
    {
        static double Radius(int x, int y, int z) => Math.Sqrt(((x - 7) * (x - 7)) + ((y - 7) * (y - 7)) + ((z - 7) * (z - 7)));
        Volume<bool> ball = Skeleton(Drawn((x, y, z) => Radius(x, y, z) <= 5));
        Assert.InRange(Count(ball), 1, 2);
        Assert.True(ball[7, 7, 7]);
        Volume<bool> rod = Skeleton(Drawn((x, y, z) => x is > 0 and < 14 && Math.Abs(y - 7) <= 1 && Math.Abs(z - 7) <= 1));
        Assert.InRange(Count(rod), 10, 13);
        Assert.All(Enumerable.Range(3, 9), x => Assert.True(rod[x, 7, 7]));
        Volume<bool> ring = Skeleton(Drawn((x, y, z) => Math.Abs(Radius(x, y, 7) - 5) <= 1.5 && Math.Abs(z - 7) <= 1));
        Assert.Equal((1, 1, 0), Betti(ring));
        Assert.All(Enumerable.Range(0, ring.Array.Length).Where(i => ring.Array[i]), i => Assert.Equal(2, Neighbours(ring, i).Count));
        Volume<bool> shell = Skeleton(Drawn((x, y, z) => Radius(x, y, z) is >= 3 and <= 6.5));
        Assert.Equal((1, 0, 1), Betti(shell));
    }

    [Fact]
    public void Empty_single_voxel_and_full_masks()
    {
        Assert.Equal(0, Count(Skeleton(new Volume<bool>(Cube))));
        Assert.Equal(1, Count(Skeleton(Drawn((x, y, z) => (x, y, z) == (0, 0, 0)))));
        Volume<bool> middle = Skeleton(Drawn((_, _, _) => true));
        Assert.InRange(Count(middle), 1, 3);
        Assert.True(middle[7, 7, 7]);
    }

    /// <summary>
    /// A plus sign of bars two and three wide, thinned by scikit-image 0.19.3's skeletonize_3d: where a line of even width comes to lie is
    /// a convention, and it is the same here.
    /// </summary>
    [Fact]
    public void A_plus_sign_is_thinned_as_elsewhere()
    {
        const string Mask = """
            ...##...
            ...##...
            ########
            ########
            ########
            ...##...
            ...##...
            """;
        const string Expected = """
            ........
            ...#....
            ...#....
            ########
            ...#....
            ...#....
            ........
            """;
        string[] rows = Mask.Split('\n');
        var slice = new Volume<bool>(Grid.Planar(rows[0].Length, rows.Length), [.. rows.SelectMany(row => row.Select(c => c == '#'))]);
        Volume<bool> skeleton = Skeleton(slice);
        string[] drawn = [.. Enumerable.Range(0, rows.Length).Select(y => string.Concat(skeleton.Row(y, 0).ToArray().Select(v => v ? '#' : '.')))];
        Assert.Equal(Expected.Split('\n'), drawn);
    }

    /// <summary>
    /// A block with a handle, a ring and a few odd ends, thinned by scikit-image 0.19.3's skeletonize: ends of two pixels' width, a square of four
    /// pixels and a diagonal all follow its departures from the paper.
    /// </summary>
    [Fact]
    public void A_slice_is_thinned_by_the_rule_of_zhang_and_suen_as_elsewhere()
    {
        Volume<bool> slice = Slice("""
            #.............................
            .#............................
            ..######......................
            ..######..........#########...
            ..######..........#########...
            ..#########################...
            ..###################...###...
            ..#########################...
            ..######..........#########...
            ..######..........#########...
            ..######..........#########...
            ..######......................
            ........###...........##......
            ...######.............##......
            """);
        Volume<bool> expected = Slice("""
            #.............................
            .#............................
            ..#...........................
            ...#..........................
            ....#...............#####.....
            ....#..............#.....#....
            ....################.....#....
            ....#..............#.....#....
            ....#...............#####.....
            .....#........................
            ......#.......................
            .......#......................
            ........###...........##......
            ...#####......................
            """);
        Assert.Equal(expected.Array, Skeleton(slice, ThinningRule.ZhangSuen1984).Array);
    }

    [Fact]
    public void The_rule_of_zhang_and_suen_asks_no_fewer_pixels_than_a_search_over_all() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Double[0.1, 1], Gen.Int[0, 1 << 20]).Sample((width, height, density, seed) =>
        {
            var random = new Random(seed);
            Volume<bool> slice = new Volume<bool>(Grid.Planar(width, height)).Map(_ => random.NextDouble() < density);
            Assert.Equal(ThinnedBySearch(slice), Skeleton(slice, ThinningRule.ZhangSuen1984).Array);
        }, iter: 200);

    [Fact]
    public void The_rule_of_zhang_and_suen_is_for_a_single_slice() =>
        Assert.Contains("15×15×15", Assert.Throws<ArgumentException>(() =>
            Skeleton(Drawn((_, _, _) => true), ThinningRule.ZhangSuen1984)).Message, StringComparison.Ordinal);

    [Fact]
    public void Thinning_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Imaging.Morphology.Skeleton.Of(Drawn((_, _, _) => true), cancellation: new CancellationToken(true)));

    /// <summary>A full cube has no neighbour left to be checked against at last. The original then loses it, and so does scikit-image.</summary>
    [Fact]
    public void The_original_rule_can_lose_a_part_and_ours_cannot()
    {
        Volume<bool> cube = new Volume<bool>(Grid.Of(new Size3(8, 8, 8), new Spacing(1, 1, 1))).Map(_ => true);
        Assert.Equal(0, Count(Skeleton(cube, ThinningRule.Lee1994)));
        Assert.Equal((1, 0, 0), Betti(Skeleton(cube)));
    }

    private static Volume<bool> Skeleton(Volume<bool> mask, ThinningRule rule = ThinningRule.KeepTopology) =>
        Imaging.Morphology.Skeleton.Of(mask, rule, TestContext.Current.CancellationToken);

    private static Volume<bool> Slice(string drawing)
    {
        string[] rows = drawing.Split('\n', StringSplitOptions.TrimEntries);
        return new Volume<bool>(Grid.Planar(rows[0].Length, rows.Length), [.. rows.SelectMany(row => row.Select(c => c == '#'))]);
    }

    // From either side in turn all pixels at once, until twice nothing goes.
    private static bool[] ThinnedBySearch(Volume<bool> slice)
    {
        (int X, int Y)[] steps = [(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)];
        Volume<bool> left = slice.Map(v => v);
        for (int unchanged = 0, side = 0; unchanged < 2; side = 1 - side)
        {
            var at = left.Map(v => v);
            for (int i = 0; i < at.Array.Length; i++)
            {
                (int x, int y) = (i % at.Size.X, i / at.Size.X);
                int around = Enumerable.Range(0, 8).Sum(n =>
                    at.Size.Contains(x + steps[n].X, y + steps[n].Y, 0) && at[x + steps[n].X, y + steps[n].Y, 0] ? 1 << n : 0);
                left.Array[i] &= (PlanarNeighbours.Sides[around] >> side & 1) == 0;
            }

            unchanged = left.Array.SequenceEqual(at.Array) ? unchanged + 1 : 0;
        }

        return left.Array;
    }

    private static Volume<bool> Drawn(Func<int, int, int, bool> isSet)
    {
        var mask = new Volume<bool>(Cube);
        for (int i = 0; i < mask.Array.Length; i++)
        {
            mask.Array[i] = isSet(i % 15, i / 15 % 15, i / 225);
        }

        return mask;
    }

    private static int Count(Volume<bool> mask) => mask.Array.Count(voxel => voxel);

    private static bool Within(Volume<bool> part, Volume<bool> whole) => part.Array.Zip(whole.Array).All(pair => !pair.First || pair.Second);

    private static List<(int X, int Y, int Z)> Neighbours(Volume<bool> mask, int voxel, bool value = true)
    {
        Size3 size = mask.Size;
        (int x, int y, int z) = (voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y);
        return
        [
            .. Enumerable.Range(0, 27).Where(n => n != 13).Select(n => (X: (n % 3) - 1, Y: (n / 3 % 3) - 1, Z: (n / 9) - 1))
                .Where(n => (size.Contains(x + n.X, y + n.Y, z + n.Z) && mask[x + n.X, y + n.Y, z + n.Z]) == value),
        ];
    }

    /// <summary>The definition of a simple voxel: one part of the mask around it, and one part of background at its faces.</summary>
    private static bool IsSimple(Volume<bool> mask, int voxel)
    {
        List<(int X, int Y, int Z)> near = [.. Neighbours(mask, voxel, false).Where(n => Math.Abs(n.X) + Math.Abs(n.Y) + Math.Abs(n.Z) <= 2)];
        int background = Parts(near, 1).Count(part => part.Any(n => Math.Abs(n.X) + Math.Abs(n.Y) + Math.Abs(n.Z) == 1));
        return Parts(Neighbours(mask, voxel), 3).Count == 1 && background == 1;
    }

    // Voxels hang together whose steps along the axes add up to at most `reach`, each being at most one.
    private static List<List<(int X, int Y, int Z)>> Parts(List<(int X, int Y, int Z)> voxels, int reach)
    {
        List<List<(int X, int Y, int Z)>> parts = [];
        foreach ((int X, int Y, int Z) a in voxels)
        {
            var touching = parts.Where(part => part.Any(b => Math.Max(Math.Abs(a.X - b.X), Math.Max(Math.Abs(a.Y - b.Y), Math.Abs(a.Z - b.Z))) <= 1
                && Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) + Math.Abs(a.Z - b.Z) <= reach)).ToList();
            parts.RemoveAll(touching.Contains);
            parts.Add([a, .. touching.SelectMany(part => part)]);
        }

        return parts;
    }

    /// <summary>
    /// Parts, tunnels and cavities: parts by flooding, cavities by flooding the background, and tunnels from the Euler number of the closed
    /// voxels as solids (corners − edges + faces − voxels).
    /// </summary>
    internal static (int Parts, int Tunnels, int Cavities) Betti(Volume<bool> mask)
    {
        Size3 size = mask.Size, padded = new(size.X + 2, size.Y + 2, size.Z + 2);
        var solid = new Volume<bool>(Grid.Of(padded, new Spacing(1, 1, 1)));
        var cells = new HashSet<(int, int, int)>();
        for (int i = 0; i < mask.Array.Length; i++)
        {
            (int x, int y, int z) = (i % size.X, i / size.X % size.Y, i / size.X / size.Y);
            solid[x + 1, y + 1, z + 1] = mask.Array[i];
            for (int n = 0; n < 27 && mask.Array[i]; n++)
            {
                // Cells in doubled coordinates: an odd coordinate is an interval, an even one a point.
                cells.Add(((2 * x) + (n % 3), (2 * y) + (n / 3 % 3), (2 * z) + (n / 9)));
            }
        }

        int euler = cells.Sum(cell => ((cell.Item1 + cell.Item2 + cell.Item3) & 1) == 0 ? 1 : -1);
        int parts = ConnectedComponents.Of(solid, Connectivity.Vertices, TestContext.Current.CancellationToken).Parts.Count;
        int cavities = ConnectedComponents.Of(solid.Map(v => !v), Connectivity.Faces, TestContext.Current.CancellationToken).Parts.Count - 1;
        return (parts, parts + cavities - euler, cavities);
    }
}
