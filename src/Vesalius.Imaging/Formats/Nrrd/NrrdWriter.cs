using System.Text;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>Writes NRRD in LPS, gzipped; label maps as segmentations with names, colours and layers.</summary>
internal static class NrrdWriter
{
    /// <summary>Writes one file, or header and voxels apart when the name ends with .nhdr.</summary>
    public static void Write(ImageSource target, StoredImage given)
    {
        StoredImage image = Writable(given);
        if (!target.Path.EndsWith(".nhdr", StringComparison.OrdinalIgnoreCase))
        {
            PackedFile.WriteGzipBehind(target.Path, Header(image, null), image.Bytes);
            return;
        }

        string voxels = Path.GetFileNameWithoutExtension(target.Path) + ".raw.gz";
        PackedFile.Write(target.Sibling(voxels), gzip: true, image.Bytes);
        PackedFile.Write(target.Path, gzip: false, Header(image, voxels));
    }

    private static StoredImage Writable(StoredImage image)
    {
        StoredImage real = Widening.Rescaled(image.Type == VoxelType.Float16 ? Widening.ToFloat32(image) : image);
        return image.IsLabelMap && image.Components > 1 ? Interleaving.Weave(real) : real;
    }

    private static byte[] Header(StoredImage image, string? voxelFile)
    {
        (string[] kinds, long[] sizes, string[] directions) = Axes(image);
        var lines = new List<string>
        {
            "NRRD0004",
            "# Complete NRRD file format specification at:",
            "# http://teem.sourceforge.net/nrrd/format.html",
            $"type: {NrrdType.Encode(image.Type)}",
            $"dimension: {sizes.Length}",
            "space: left-posterior-superior",
            $"sizes: {string.Join(' ', sizes)}",
            $"space directions: {string.Join(' ', directions)}",
            $"kinds: {string.Join(' ', kinds)}",
            "endian: little",
            "encoding: gzip",
            $"space origin: {NrrdVector.Text(image.Grid.Affine.Origin - default(WorldPoint))}",
        };
        if (voxelFile is not null)
        {
            lines.Add($"data file: {voxelFile}");
        }

        lines.AddRange(Pairs(image).Select(pair => $"{pair.Key}:={NrrdText.Escape(pair.Value)}"));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + (voxelFile is null ? "\n\n" : "\n"));
    }

    private static (string[] Kinds, long[] Sizes, string[] Directions) Axes(StoredImage image)
    {
        Grid grid = image.Grid;
        var kinds = Enumerable.Repeat("domain", grid.Dimensions).ToList();
        var sizes = Enumerable.Range(0, grid.Dimensions).Select(axis => (long)grid.Size[axis]).ToList();
        var directions = Enumerable.Range(0, grid.Dimensions).Select(axis => NrrdVector.Text(grid.Affine.Step(axis))).ToList();
        if (image.Components > 1)
        {
            int at = image.Interleaved ? 0 : kinds.Count;
            kinds.Insert(at, ComponentKind(image));
            sizes.Insert(at, image.Components);
            directions.Insert(at, "none");
        }

        if (image.Type is VoxelType.Complex64 or VoxelType.Complex128)
        {
            kinds.Insert(0, "complex");
            sizes.Insert(0, 2);
            directions.Insert(0, "none");
        }

        return ([.. kinds], [.. sizes], [.. directions]);
    }

    private static string ComponentKind(StoredImage image) => image switch
    {
        { IsLabelMap: true } or { Interleaved: false } => "list",
        { Type: VoxelType.UInt8, Components: 3 } => "RGB-color",
        { Type: VoxelType.UInt8, Components: 4 } => "RGBA-color",
        _ => "vector",
    };

    private static IEnumerable<KeyValuePair<string, string>> Pairs(StoredImage image)
    {
        IEnumerable<KeyValuePair<string, string>> kept = image.Format == "NRRD" ? image.Metadata : [];
        return image.Labels is { Count: > 0 }
            ? SegmentLabels.Encode(image).Concat(kept.Where(pair => !SegmentLabels.ArePresent([pair])))
            : kept;
    }
}
