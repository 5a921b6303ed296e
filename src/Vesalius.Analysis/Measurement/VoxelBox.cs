namespace Vesalius.Analysis.Measurement;

/// <summary>The smallest box of voxels that holds a structure; both ends belong to it.</summary>
/// <param name="FirstX">The lowest voxel index along x.</param>
/// <param name="FirstY">The lowest voxel index along y.</param>
/// <param name="FirstZ">The lowest voxel index along z.</param>
/// <param name="LastX">The highest voxel index along x.</param>
/// <param name="LastY">The highest voxel index along y.</param>
/// <param name="LastZ">The highest voxel index along z.</param>
public readonly record struct VoxelBox(int FirstX, int FirstY, int FirstZ, int LastX, int LastY, int LastZ)
{
    /// <summary>The box that holds nothing: including a voxel in it gives that voxel alone.</summary>
    internal static VoxelBox Nothing { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);

    /// <summary>Voxels along each axis.</summary>
    public Imaging.Size3 Size => new(LastX - FirstX + 1, LastY - FirstY + 1, LastZ - FirstZ + 1);

    /// <summary>The box of the voxels that are set, or null when none is.</summary>
    internal static VoxelBox? Around(Imaging.Volume<bool> mask)
    {
        VoxelBox box = Nothing;
        for (int z = 0; z < mask.Size.Z; z++)
        {
            for (int y = 0; y < mask.Size.Y; y++)
            {
                ReadOnlySpan<bool> row = mask.Row(y, z);
                int first = row.IndexOf(true);
                box = first < 0 ? box : box.Including(first, row.LastIndexOf(true), y, z);
            }
        }

        return box == Nothing ? null : box;
    }

    /// <summary>The smallest box that also holds a stretch of a row.</summary>
    internal VoxelBox Including(int firstX, int lastX, int y, int z) => new(
        Math.Min(FirstX, firstX), Math.Min(FirstY, y), Math.Min(FirstZ, z),
        Math.Max(LastX, lastX), Math.Max(LastY, y), Math.Max(LastZ, z));

    /// <summary>The part of the box that lies in a grid of a given size; its nearest voxels where it lies beyond.</summary>
    internal VoxelBox ClampedTo(Imaging.Size3 size) => new(
        Math.Clamp(FirstX, 0, size.X - 1), Math.Clamp(FirstY, 0, size.Y - 1), Math.Clamp(FirstZ, 0, size.Z - 1),
        Math.Clamp(LastX, 0, size.X - 1), Math.Clamp(LastY, 0, size.Y - 1), Math.Clamp(LastZ, 0, size.Z - 1));

    /// <summary>The box with a margin of voxels on each side, cut at the faces of a grid of a given size.</summary>
    internal VoxelBox Within(Imaging.Size3 size, (int X, int Y, int Z) margin) => new(
        Math.Max(0, FirstX - margin.X), Math.Max(0, FirstY - margin.Y), Math.Max(0, FirstZ - margin.Z),
        Math.Min(size.X - 1, LastX + margin.X), Math.Min(size.Y - 1, LastY + margin.Y), Math.Min(size.Z - 1, LastZ + margin.Z));

    /// <summary>The same box when its indices count from the first voxel of another.</summary>
    internal VoxelBox Shifted(VoxelBox outer) => new(
        FirstX + outer.FirstX, FirstY + outer.FirstY, FirstZ + outer.FirstZ, LastX + outer.FirstX, LastY + outer.FirstY, LastZ + outer.FirstZ);

    /// <summary>Whether the box reaches the first or last voxel of a grid; in a planar image z does not count.</summary>
    internal bool Touches(Imaging.Grid grid) =>
        FirstX == 0 || FirstY == 0 || LastX == grid.Size.X - 1 || LastY == grid.Size.Y - 1
        || (grid.Dimensions == 3 && (FirstZ == 0 || LastZ == grid.Size.Z - 1));

    /// <summary>The part of a grid that the box covers.</summary>
    internal Imaging.Grid RegionOf(Imaging.Grid grid) => grid.Region(FirstX, FirstY, FirstZ, Size);

    /// <summary>A copy of the voxels of the box, which must lie within the volume.</summary>
    internal Imaging.Volume<T> Cut<T>(Imaging.Volume<T> volume)
        where T : unmanaged
    {
        var cut = new Imaging.Volume<T>(RegionOf(volume.Grid));
        for (int z = 0; z < cut.Size.Z; z++)
        {
            for (int y = 0; y < cut.Size.Y; y++)
            {
                volume.Row(y + FirstY, z + FirstZ).Slice(FirstX, cut.Size.X).CopyTo(cut.Row(y, z));
            }
        }

        return cut;
    }
}
