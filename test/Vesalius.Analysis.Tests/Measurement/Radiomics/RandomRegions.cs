using CsCheck;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>Small masks with a scan of whole intensities from 0 to 60.</summary>
internal static class RandomRegions
{
    public static Gen<(Volume<float> Image, Volume<bool> Mask)> NotEmpty { get; } =
        from mask in RandomMasks.NotEmpty
        from values in Gen.Int[0, 60].Array[mask.Voxels.Length]
        select (new Volume<float>(mask.Grid, [.. values.Select(value => (float)value)]), mask);

    /// <summary>A volume turned by a quarter turn about z, on cubic voxels of 2 mm.</summary>
    public static Volume<T> Turned<T>(Volume<T> volume)
        where T : unmanaged
    {
        Size3 size = volume.Size;
        var turned = new Volume<T>(Grid.Of(new Size3(size.Y, size.X, size.Z), new Spacing(2, 2, 2)));
        ForEach(size, (x, y, z) => turned[size.Y - 1 - y, x, z] = volume[x, y, z]);
        return turned;
    }

    /// <summary>The same voxels on cubic voxels of 2 mm.</summary>
    public static Volume<T> OnCubes<T>(Volume<T> volume)
        where T : unmanaged => volume.On(Grid.Of(volume.Size, new Spacing(2, 2, 2)));

    /// <summary>Visits every voxel of a size.</summary>
    public static void ForEach(Size3 size, Action<int, int, int> visit)
    {
        for (int i = 0; i < size.Count; i++)
        {
            visit(i % size.X, i / size.X % size.Y, i / (size.X * size.Y));
        }
    }
}
