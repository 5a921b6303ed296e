using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>The connected components of a region: voxels that touch by a face, an edge or a corner belong together.</summary>
internal static class LesionSplit
{
    /// <summary>The components with at least a number of voxels, each cut to its own box.</summary>
    public static List<LabelRegion> Of(LabelRegion region, int minimumVoxels)
    {
        Volume<bool> mask = region.Mask;
        var rest = (bool[])mask.Array.Clone();
        var lesions = new List<LabelRegion>();
        for (int next = Array.IndexOf(rest, true); next >= 0; next = Array.IndexOf(rest, true, next))
        {
            List<int> voxels = Take(rest, mask.Size, next);
            if (voxels.Count >= minimumVoxels)
            {
                lesions.Add(Cut(region, voxels));
            }
        }

        return lesions;
    }

    private static List<int> Take(bool[] rest, Size3 size, int start)
    {
        var taken = new List<int> { start };
        rest[start] = false;
        for (int done = 0; done < taken.Count; done++)
        {
            (int x, int y, int z) = Position(taken[done], size);
            for (int nz = Math.Max(0, z - 1); nz <= Math.Min(size.Z - 1, z + 1); nz++)
            {
                for (int ny = Math.Max(0, y - 1); ny <= Math.Min(size.Y - 1, y + 1); ny++)
                {
                    for (int nx = Math.Max(0, x - 1); nx <= Math.Min(size.X - 1, x + 1); nx++)
                    {
                        int index = size.IndexOf(nx, ny, nz);
                        if (rest[index])
                        {
                            rest[index] = false;
                            taken.Add(index);
                        }
                    }
                }
            }
        }

        return taken;
    }

    private static LabelRegion Cut(LabelRegion region, List<int> voxels)
    {
        Size3 size = region.Mask.Size;
        VoxelBox box = voxels.Aggregate(VoxelBox.Nothing, (b, index) =>
        {
            (int x, int y, int z) = Position(index, size);
            return b.Including(x, x, y, z);
        });
        var mask = new Volume<bool>(region.Mask.Grid.Region(box.FirstX, box.FirstY, box.FirstZ, box.Size));
        foreach (int index in voxels)
        {
            (int x, int y, int z) = Position(index, size);
            mask[x - box.FirstX, y - box.FirstY, z - box.FirstZ] = true;
        }

        return new LabelRegion(mask, box.Shifted(region.Box));
    }

    private static (int X, int Y, int Z) Position(int index, Size3 size) =>
        (index % size.X, index / size.X % size.Y, index / (size.X * size.Y));
}
