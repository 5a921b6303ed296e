using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Stores an image in another type, for formats that lack its own or have no place for a rescale.</summary>
internal static class Widening
{
    /// <summary>Every component as 32-bit real values, rescaled, one volume after the other.</summary>
    public static StoredImage ToFloat32(StoredImage image)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(
            VoxelCount.BytesOfOneArray(image.Grid.Size, (long)image.Components * sizeof(float)));
        int step = bytes.Length / image.Components;
        for (int component = 0; component < image.Components; component++)
        {
            MemoryMarshal.AsBytes<float>(StoredVoxels.Real(image, component)).CopyTo(bytes.AsSpan(component * step));
        }

        return image with { Type = VoxelType.Float32, Bytes = bytes, Interleaved = false, Slope = 1, Intercept = 0 };
    }

    /// <summary>An image whose stored values are its real ones: rescaled to 32-bit real values where a rescale is pending.</summary>
    public static StoredImage Rescaled(StoredImage image) => image is { Slope: 1, Intercept: 0 } ? image : ToFloat32(image);
}
