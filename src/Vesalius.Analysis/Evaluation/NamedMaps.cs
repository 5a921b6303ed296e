using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Label maps whose structures are told by their names: folders of masks, and segmentations with layers.</summary>
public static class NamedMaps
{
    /// <summary>
    /// The names of all structures in pairs of files, numbered from 1 in their order, where any of the files is a folder of masks or has layers;
    /// null where all tell structures by values.
    /// </summary>
    /// <exception cref="VolumeFormatException">A file cannot be read.</exception>
    public static LabelTable? NamesIn(IReadOnlyList<CasePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        string[] paths = [.. pairs.SelectMany(pair => new[] { pair.ReferencePath, pair.PredictionPath })];
        return !paths.Any(path => Directory.Exists(path) || HasLayers(path)) ? null
            : LabelTable.Named(paths.SelectMany(NamesOf).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
                .Select((name, i) => KeyValuePair.Create(i + 1, name)));
    }

    /// <summary>The folders of masks in a folder, and empty folders beside them: cases in which nothing was found.</summary>
    internal static IReadOnlyList<string> FoldersIn(string folder)
    {
        string[] folders = [.. Directory.EnumerateDirectories(folder)
            .Where(path => !Path.GetFileName(path).StartsWith('.') && !VolumeFile.IsImageFolder(path))];
        return folders.Any(StructureFolder.IsOne) ? [.. folders.Where(path => StructureFolder.IsOne(path) || !Directory.EnumerateFileSystemEntries(path).Any())] : [];
    }

    /// <summary>Reads a map; where names are given, under their values.</summary>
    /// <param name="path">A file or a folder of masks.</param>
    /// <param name="names">The names; null to tell structures by their values.</param>
    /// <param name="other">The grid for an empty folder.</param>
    internal static LabelMap Read(string path, LabelTable? names, Grid? other)
    {
        if (!Directory.Exists(path) || VolumeFile.IsImageFolder(path))
        {
            LabelMap map = VolumeFile.ReadLabels(path);
            return names is null ? map : map.Renamed(names);
        }

        return StructureFolder.Read(path, names, StructureFolder.IsOne(path) ? null : other);
    }

    // A file that cannot be read is a failure of its own case, told when that case is read.
    private static bool HasLayers(string path)
    {
        try
        {
            return path.EndsWith(".nrrd", StringComparison.OrdinalIgnoreCase) && VolumeFile.Identify(path) is { IsLabelMap: true, Components: > 1 };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or VolumeFormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> NamesOf(string path) =>
        Directory.Exists(path) && !VolumeFile.IsImageFolder(path) ? StructureFolder.MasksIn(path).Keys
        : VolumeFile.Identify(path) is { Labels: { } labels } ? labels.Select(label => label.Name)
        : throw new VolumeFormatException(
            "label map", "structures of other cases are told by their names (folders of masks, or layers); this file has none. Convert it to .seg.nrrd with names.", path);
}
