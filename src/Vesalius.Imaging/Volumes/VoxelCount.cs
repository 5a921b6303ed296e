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
}
