using CsCheck;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Operations;

public sealed class ConnectedComponentsTests
{
    private static readonly Gen<Volume<bool>> AnyMask =
        from size in Gen.Select(Gen.Frequency((3, Gen.Int[1, 12]), (1, Gen.Int[60, 200])), Gen.Int[1, 9], Gen.Int[1, 9], (x, y, z) => new Size3(x, y, z))
        from voxels in Gen.Int[0, 9].Array[(int)size.Count]
        from density in Gen.Int[1, 9]
        select new Volume<bool>(Grid.Of(size, new Spacing(1, 1, 1)), [.. voxels.Select(value => value < density)]);

    [Fact]
    public void Parts_equal_those_that_a_flood_from_every_voxel_finds() =>
        Gen.Select(AnyMask, Gen.Enum<Connectivity>()).Sample((mask, connectivity) =>
        {
            ConnectedComponents found = Of(mask, connectivity);
            Assert.Equal(Flooded(mask, connectivity), found.Labels.Array);
            foreach (ConnectedComponent part in found.Parts)
            {
                (int X, int Y, int Z)[] voxels = [.. Positions(found.Labels, part.Number)];
                Assert.Equal(voxels.Length, part.Voxels);
                Assert.Equal(voxels.Average(v => v.X), part.Centroid.X, 1e-9);
                Assert.Equal(voxels.Average(v => v.Z), part.Centroid.Z, 1e-9);
                Assert.Equal((voxels.Min(v => v.X), voxels.Min(v => v.Y), voxels.Min(v => v.Z)), (part.FirstX, part.FirstY, part.FirstZ));
                Assert.Equal(voxels.Max(v => v.Y) - part.FirstY + 1, part.Size.Y);
                Assert.Equal(voxels.Max(v => v.X) - part.FirstX + 1, part.Size.X);
                Size3 size = mask.Size;
                Assert.Equal(voxels.Any(v => v.X == 0 || v.Y == 0 || v.Z == 0 || v.X == size.X - 1 || v.Y == size.Y - 1 || v.Z == size.Z - 1), part.TouchesBorder);
            }
        }, iter: 300);

    [Fact]
    public void Diagonal_voxels_hang_together_by_vertices_and_not_by_faces()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(2, 2, 2), new Spacing(1, 1, 1)));
        mask[0, 0, 0] = mask[1, 1, 1] = true;
        Assert.Equal(2, Of(mask, Connectivity.Faces).Parts.Count);
        Assert.Equal(2, Of(mask, Connectivity.Edges).Parts.Count);
        Assert.Single(Of(mask, Connectivity.Vertices).Parts);
    }

    [Fact]
    public void An_empty_mask_has_no_part_and_a_full_one_has_one()
    {
        var empty = new Volume<bool>(Grid.Of(new Size3(5, 4, 3), new Spacing(1, 1, 1)));
        Assert.Null(Of(empty, Connectivity.Vertices).Largest);
        ConnectedComponent only = Assert.Single(Of(empty.Map(_ => true), Connectivity.Faces).Parts);
        Assert.Equal(60, only.Voxels);
        Assert.Equal(new VoxelPoint(2, 1.5, 1), only.Centroid);
    }

    [Fact]
    public void A_flat_image_has_no_border_along_z()
    {
        var mask = new Volume<bool>(Grid.Planar(5, 5));
        mask[2, 2, 0] = true;
        Assert.False(Of(mask, Connectivity.Faces).Parts[0].TouchesBorder);
    }

    private static ConnectedComponents Of(Volume<bool> mask, Connectivity connectivity) =>
        ConnectedComponents.Of(mask, connectivity, TestContext.Current.CancellationToken);

    private static IEnumerable<(int X, int Y, int Z)> Positions(Volume<int> labels, int number) =>
        Enumerable.Range(0, labels.Array.Length).Where(i => labels.Array[i] == number)
            .Select(i => (i % labels.Size.X, i / labels.Size.X % labels.Size.Y, i / labels.Size.X / labels.Size.Y));

    internal static int[] Flooded(Volume<bool> mask, Connectivity connectivity)
    {
        Size3 size = mask.Size;
        int[] labels = new int[mask.Voxels.Length];
        int reach = connectivity switch { Connectivity.Faces => 1, Connectivity.Edges => 2, _ => 3 }, count = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (!mask.Voxels[i] || labels[i] != 0)
            {
                continue;
            }

            var waiting = new Stack<int>([i]);
            labels[i] = ++count;
            while (waiting.TryPop(out int at))
            {
                (int x, int y, int z) = (at % size.X, at / size.X % size.Y, at / size.X / size.Y);
                for (int n = 0; n < 27; n++)
                {
                    (int dx, int dy, int dz) = ((n % 3) - 1, (n / 3 % 3) - 1, (n / 9) - 1);
                    if (Math.Abs(dx) + Math.Abs(dy) + Math.Abs(dz) <= reach && size.Contains(x + dx, y + dy, z + dz)
                        && size.IndexOf(x + dx, y + dy, z + dz) is var next && mask.Voxels[next] && labels[next] == 0)
                    {
                        labels[next] = count;
                        waiting.Push(next);
                    }
                }
            }
        }

        return labels;
    }
}
