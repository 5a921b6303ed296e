using System.Text;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>Writes MetaImage, zlib-packed.</summary>
internal static class MetaImageWriter
{
    /// <summary>Writes one file, or header and voxels apart when the name ends with .mhd.</summary>
    public static void Write(ImageSource target, StoredImage given)
    {
        StoredImage image = Writable(given, target);
        if (!target.Path.EndsWith(".mhd", StringComparison.OrdinalIgnoreCase))
        {
            PackedFile.WriteZlibBehind(target.Path, Header(image, "LOCAL"), image.Bytes);
            return;
        }

        string voxels = Path.GetFileNameWithoutExtension(target.Path) + ".zraw";
        PackedFile.WriteZlibBehind(target.Sibling(voxels), [], image.Bytes);
        PackedFile.Write(target.Path, gzip: false, Header(image, voxels));
    }

    private static StoredImage Writable(StoredImage image, ImageSource target)
    {
        if (image.Type is VoxelType.Complex64 or VoxelType.Complex128)
        {
            throw target.Error("MetaImage holds no complex numbers. Write them as .nii.gz or .nrrd.");
        }

        if (image.IsLabelMap && image.Components > 1)
        {
            throw target.Error($"MetaImage holds one label per voxel; this map has {image.Components} overlapping layers. Write it as .seg.nrrd.");
        }

        return Widening.Rescaled(image.Type == VoxelType.Float16 ? Widening.ToFloat32(image) : image);
    }

    /// <summary>Whether a 2-D header can say where the image lies: in the plane of the first two coordinates.</summary>
    private static bool LiesInPlane(Grid grid) =>
        grid is { Dimensions: 2, Affine: { XStep.Z: 0, YStep.Z: 0, Origin.Z: 0 } };

    private static byte[] Header(StoredImage image, string voxels)
    {
        Grid grid = image.Grid;
        bool series = image.Components > 1 && !image.Interleaved;
        int axes = series ? 4 : LiesInPlane(grid) ? 2 : 3;
        double[] direction = grid.Affine.Direction();
        double Direction(int row, int column) => row < 3 && column < 3 ? direction[3 * column + row] : row == column ? 1 : 0;
        IEnumerable<int> all = Enumerable.Range(0, axes);
        double[] origin = [grid.Affine.Origin.X, grid.Affine.Origin.Y, grid.Affine.Origin.Z, 0];
        var lines = new List<string>
        {
            "ObjectType = Image",
            $"NDims = {axes}",
            "BinaryData = True",
            "BinaryDataByteOrderMSB = False",
            "CompressedData = True",
            $"TransformMatrix = {TextNumbers.Text(all.SelectMany(row => all.Select(column => Direction(row, column))))}",
            $"Offset = {TextNumbers.Text(origin[..axes])}",
            $"ElementSpacing = {TextNumbers.Text(all.Select(axis => axis < 3 ? grid.Spacing[axis] : 1))}",
            $"DimSize = {string.Join(' ', all.Select(axis => axis < 3 ? grid.Size[axis] : image.Components))}",
        };
        if (image is { Interleaved: true, Components: > 1 })
        {
            lines.Add($"ElementNumberOfChannels = {image.Components}");
        }

        lines.AddRange(image.Format == "MetaImage" ? image.Metadata.Select(pair => $"{pair.Key} = {pair.Value}") : []);
        lines.Add($"ElementType = {MetaImageType.Encode(image.Type)}");
        lines.Add($"ElementDataFile = {voxels}");
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }
}
