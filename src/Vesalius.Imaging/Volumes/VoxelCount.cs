namespace Vesalius.Imaging;

/// <summary>The limit of what one array holds, checked before memory is taken.</summary>
internal static class VoxelCount
{
    /// <summary>The voxel count of a grid as an array length, or a refusal that names the size.</summary>
    public static int OfOneArray(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Size.Count <= Array.MaxLength
            ? (int)grid.Size.Count
            : throw new ArgumentException(
                $"A volume of {grid.Size} has {grid.Size.Count:N0} voxels; one array holds {Array.MaxLength:N0}. Crop it or use a coarser grid.", nameof(grid));
    }

    /// <summary>The bytes of an image as an array length, or a refusal that names its size.</summary>
    /// <param name="size">The voxels.</param>
    /// <param name="bytesPerVoxel">Bytes of one voxel, all its components together.</param>
    public static int BytesOfOneArray(Size3 size, long bytesPerVoxel)
    {
        Int128 bytes = (Int128)size.Count * bytesPerVoxel;
        return bytes <= Array.MaxLength
            ? (int)bytes
            : throw new ArgumentException(
                $"An image of {size} voxels of {bytesPerVoxel:N0} byte(s) has {(long)Int128.Min(bytes, long.MaxValue):N0} bytes; "
                + $"one array holds {Array.MaxLength:N0}. Crop it, split its components, or store it in a smaller type.", nameof(size));
    }
}
