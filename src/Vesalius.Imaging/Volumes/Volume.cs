namespace Vesalius.Imaging;

/// <summary>Values on a grid: one per voxel, x fastest in memory, z slowest, together with where the voxels lie in the patient.</summary>
/// <typeparam name="T">The type of a voxel: <see cref="float"/> for intensities, <see cref="bool"/> for a mask, <see cref="ushort"/> for labels.</typeparam>
public sealed class Volume<T>
    where T : unmanaged
{
    private readonly T[] voxels;

    /// <summary>A volume over existing memory, which it shares and does not copy.</summary>
    /// <param name="grid">Where the voxels lie.</param>
    /// <param name="voxels">One value per voxel, x fastest.</param>
    /// <exception cref="ArgumentException">The array does not hold one value per voxel.</exception>
    public Volume(Grid grid, T[] voxels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(voxels);
        if (voxels.Length != grid.Size.Count)
        {
            throw new ArgumentException($"A grid of {grid.Size} needs {grid.Size.Count} values; {voxels.Length} came.", nameof(voxels));
        }

        Grid = grid;
        this.voxels = voxels;
    }

    /// <summary>A volume of zeros.</summary>
    /// <exception cref="ArgumentException">The grid has more voxels than one array can hold.</exception>
    public Volume(Grid grid)
        : this(grid, new T[VoxelCount.OfOneArray(grid)])
    {
    }

    /// <summary>Where the voxels lie.</summary>
    public Grid Grid { get; }

    /// <summary>Voxels along each axis.</summary>
    public Size3 Size => Grid.Size;

    /// <summary>All voxels, x fastest.</summary>
    public Span<T> Voxels => voxels;

    /// <summary>The array behind the voxels, x fastest: for parallel loops, which cannot hold a span.</summary>
    public T[] Array => voxels;

    /// <summary>The voxel at a whole position.</summary>
    public ref T this[int x, int y, int z] => ref voxels[Size.Contains(x, y, z)
        ? Size.IndexOf(x, y, z)
        : throw new ArgumentOutOfRangeException($"Voxel ({x}, {y}, {z}) lies outside a grid of {Size}.", (Exception?)null)];

    /// <summary>One row along x.</summary>
    public Span<T> Row(int y, int z) => voxels.AsSpan(Size.IndexOf(0, y, z), Size.X);

    /// <summary>One slice: all voxels of one z, x fastest.</summary>
    public Span<T> Slice(int z) => voxels.AsSpan(Size.IndexOf(0, 0, z), Size.X * Size.Y);

    /// <summary>A new volume on the same grid, each voxel made from the one here.</summary>
    public Volume<TResult> Map<TResult>(Func<T, TResult> map)
        where TResult : unmanaged
    {
        ArgumentNullException.ThrowIfNull(map);
        var result = new Volume<TResult>(Grid);
        for (int i = 0; i < voxels.Length; i++)
        {
            result.voxels[i] = map(voxels[i]);
        }

        return result;
    }

    /// <summary>The same voxels placed elsewhere: shares memory, replaces the affine.</summary>
    /// <exception cref="ArgumentException">The new grid has another size.</exception>
    public Volume<T> On(Grid grid) => new(grid, voxels);
}
