namespace Vesalius.Imaging.Formats;

/// <summary>
/// A folder with one mask file per structure, called by the structure's name: <c>case/left_lung.png</c>, <c>case/heart.nii.gz</c>. Structures
/// may overlap. Whatever is not 0 in a file belongs to its structure.
/// </summary>
public static class StructureFolder
{
    /// <summary>Whether a path is a folder, with at least one mask file, that is not the folder of one image.</summary>
    public static bool IsOne(string path) => Directory.Exists(path) && !VolumeFile.IsImageFolder(path) && MasksIn(path).Count > 0;

    /// <summary>The mask files of a folder by the names of their structures, in the order of names.</summary>
    /// <exception cref="VolumeFormatException">Two files are called alike.</exception>
    public static IReadOnlyDictionary<string, string> MasksIn(string folder)
    {
        var masks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder).Where(IsMask).Order(StringComparer.Ordinal))
        {
            string name = VolumeFile.StemOf(path);
            if (!masks.TryAdd(name, path))
            {
                throw new VolumeFormatException("folder of masks", $"{Path.GetFileName(masks[name])} is a mask of {name}, too. Keep one of them.", path);
            }
        }

        return masks;
    }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">
    /// The structures to read and their values, matched by file name; one without a file is there without voxels, files of others are left
    /// alone. Null to read all files, numbered from 1 in the order of their names.
    /// </param>
    /// <param name="grid">The grid of the map; null for that of the first mask, which must exist then.</param>
    /// <exception cref="VolumeFormatException">A mask cannot be read or lies on another grid; or there is none and no grid was given.</exception>
    public static LabelMap Read(string folder, LabelTable? names = null, Grid? grid = null)
    {
        IReadOnlyDictionary<string, string> masks = MasksIn(folder);
        names ??= LabelTable.Named(masks.Keys.Select((name, i) => KeyValuePair.Create(i + 1, name)));
        if ((grid ?? masks.Values.Select(path => VolumeFile.Identify(path).Grid).FirstOrDefault()) is not { } place)
        {
            throw new VolumeFormatException("folder of masks", "it holds no mask, so that nothing says where its voxels lie.", folder);
        }

        return LabelMap.OfMasks(place, names.Select(label => (label, MaskOf(masks, label.Name, place))));
    }

    /// <summary>Writes every structure of a map into a file of its own, 255 inside and 0 outside; the folder is made where it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="labels">The structures; what a file name cannot hold becomes a dash.</param>
    /// <param name="ending">The ending of the files, such as <c>.png</c>.</param>
    /// <exception cref="VolumeFormatException">No format has this ending.</exception>
    public static void Write(string folder, LabelMap labels, string ending)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Directory.CreateDirectory(folder);
        foreach (Label label in labels.Table)
        {
            var voxels = labels.Mask(label).Map(inside => inside ? (ushort)byte.MaxValue : (ushort)0);
            var table = new LabelTable([new Label(byte.MaxValue, label.Name, label.Color)]);
            VolumeFile.Write(Path.Combine(folder, FileNameOf(label.Name) + ending), new LabelMap(voxels, table));
        }
    }

    /// <summary>A structure's name as the name of a file: letters, digits, dashes and underscores stay, all else becomes a dash.</summary>
    public static string FileNameOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '_' or '-' ? c : '-'));
    }

    private static bool IsMask(string path)
    {
        string name = Path.GetFileName(path);
        bool isSecondOfPair = name.EndsWith(".img", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.ChangeExtension(path, ".hdr"));
        return !name.StartsWith('.') && !isSecondOfPair
            && VolumeFile.KnownExtensions.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    private static Volume<bool> MaskOf(IReadOnlyDictionary<string, string> masks, string name, Grid grid)
    {
        string? path = masks.GetValueOrDefault(name) ?? masks.FirstOrDefault(one =>
            one.Key.Equals(FileNameOf(name), StringComparison.OrdinalIgnoreCase)).Value;
        if (path is null)
        {
            return new Volume<bool>(grid);
        }

        LabelMap mask = VolumeFile.ReadLabels(path);
        try
        {
            grid.Expect(mask.Grid, $"the mask {path}");
        }
        catch (GridMismatchException mismatch)
        {
            throw new VolumeFormatException("folder of masks", mismatch.Message, path, null, mismatch);
        }

        return mask.Layers[0].Map(voxel => voxel != 0);
    }
}
