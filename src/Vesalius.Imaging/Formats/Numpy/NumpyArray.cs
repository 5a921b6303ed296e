using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Numpy;

/// <summary>
/// An NPY array as an image without geometry: 1 mm voxels at the origin. The last axis is x, the one before it y, then z; earlier axes number
/// components. One or two axes make a 2-D image.
/// </summary>
internal static class NumpyArray
{
    /// <summary>What the header says of the image.</summary>
    public static StoredImage Describe(NumpyHeader header, ImageSource source)
    {
        long[] reversed = [.. header.Shape.Reverse()];
        long components = reversed.Skip(3).Aggregate(1L, (product, size) => product * size);
        return new StoredImage
        {
            Format = source.Format,
            Grid = source.Grid([.. reversed, 1, 1, 1], Affine.Identity, reversed.Length < 3 ? 2 : 3),
            Components = source.Components(components),
            Type = header.Type,
            Bytes = [],
        };
    }

    /// <summary>The elements, last axis fastest, little-endian.</summary>
    public static byte[] Voxels(DecodedFile file, NumpyHeader header, StoredImage image)
    {
        byte[] voxels = file.Voxels(image.ByteCount);
        if (header.BigEndian)
        {
            ByteOrder.ReverseInPlace(voxels, image.Type);
        }

        return header.Fortran && header.Shape.Length > 1 ? LastAxisFastest(voxels, header.Shape, image.Type.Size()) : voxels;
    }

    /// <summary>The shape of an image as an array: components (where there are several), z, y, x.</summary>
    public static long[] ShapeOf(StoredImage image)
    {
        Size3 size = image.Grid.Size;
        long[] space = image.Grid.Dimensions == 2 && image.Components == 1 ? [size.Y, size.X] : [size.Z, size.Y, size.X];
        return image.Components > 1 ? [image.Components, .. space] : space;
    }

    private static byte[] LastAxisFastest(byte[] fortran, long[] shape, int bytes)
    {
        byte[] voxels = GC.AllocateUninitializedArray<byte>(fortran.Length);
        long[] steps = new long[shape.Length], index = new long[shape.Length];
        long step = bytes;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            steps[axis] = step;
            step *= shape[axis];
        }

        int last = shape.Length - 1;
        long from = 0;
        for (int to = 0; to < voxels.Length; to += bytes)
        {
            fortran.AsSpan((int)from, bytes).CopyTo(voxels.AsSpan(to));
            from += steps[last];
            index[last]++;
            for (int axis = last; axis > 0 && index[axis] == shape[axis]; axis--)
            {
                from += steps[axis - 1] - steps[axis] * shape[axis];
                index[axis] = 0;
                index[axis - 1]++;
            }
        }

        return voxels;
    }
}
