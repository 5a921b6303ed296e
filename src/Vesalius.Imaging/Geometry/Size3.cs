namespace Vesalius.Imaging;

/// <summary>The number of voxels along each axis of a grid, in (x, y, z) order. A 2-D image is <c>Size3(width, height, 1)</c>.</summary>
/// <param name="X">Voxels along the first axis, the one that runs fastest in memory. At least 1.</param>
/// <param name="Y">Voxels along the second axis. At least 1.</param>
/// <param name="Z">Voxels along the third axis, the one that runs slowest in memory. At least 1.</param>
public readonly record struct Size3(int X, int Y, int Z)
{
    /// <summary>
    /// The number of voxels in all. A number beyond 64 bits, which only a damaged header asks for, stays at <see cref="long.MaxValue"/>.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Count
    {
        get
        {
            long slice = (long)X * Y;
            return slice <= int.MaxValue ? slice * Z : (long)Int128.Min((Int128)slice * Z, long.MaxValue);
        }
    }

    /// <summary>The size along axis 0 (x), 1 (y) or 2 (z).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The axis is not 0, 1 or 2.</exception>
    public int this[int axis] => axis switch
    {
        0 => X,
        1 => Y,
        2 => Z,
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "An axis is 0 (x), 1 (y) or 2 (z)."),
    };

    /// <summary>Whether a voxel index lies in the grid.</summary>
    public bool Contains(int x, int y, int z) => (uint)x < (uint)X && (uint)y < (uint)Y && (uint)z < (uint)Z;

    /// <summary>The place of voxel (x, y, z) in memory: x fastest, z slowest.</summary>
    public int IndexOf(int x, int y, int z) => x + X * (y + Y * z);

    /// <inheritdoc/>
    public override string ToString() => $"{X}×{Y}×{Z}";
}
