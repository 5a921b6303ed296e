using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The two files of one case.</summary>
/// <param name="Case">The stem both file names share.</param>
/// <param name="ReferencePath">The file of the true labels.</param>
/// <param name="PredictionPath">The file of the labels to judge.</param>
public sealed record CasePair(string Case, string ReferencePath, string PredictionPath)
{
    // Files that only hold the voxels of a header beside them.
    private static readonly string[] Companions = [".img", ".img.gz", ".raw", ".zraw"];

    /// <summary>
    /// Pairs the label files of two folders by the stems of their names; the endings may differ. In place of a file there may be a folder of
    /// masks, one per structure (<see cref="StructureFolder"/>). Predictions without a reference are
    /// left out.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    /// <exception cref="MissingPredictionsException">References have no prediction; all are named.</exception>
    /// <exception cref="FileNotFoundException">The reference folder has no label files.</exception>
    /// <exception cref="ArgumentException">A folder has two files of one stem.</exception>
    public static IReadOnlyList<CasePair> Match(string referenceFolder, string predictionFolder)
    {
        SortedDictionary<string, string> references = FilesByStem(referenceFolder), predictions = FilesByStem(predictionFolder);
        if (references.Count == 0)
        {
            throw new FileNotFoundException($"{referenceFolder}: no label files were found. A label file ends in one of {string.Join(", ", VolumeFile.KnownExtensions)}.");
        }

        string[] missing = [.. references.Keys.Where(stem => !predictions.ContainsKey(stem))];
        return missing.Length == 0
            ? [.. references.Select(pair => new CasePair(pair.Key, pair.Value, predictions[pair.Key]))]
            : throw new MissingPredictionsException(missing, references.Count, predictionFolder);
    }

    /// <summary>Reads both label maps, as the options say they are to be understood.</summary>
    /// <param name="options">Which value nobody annotated, and which labels are joined.</param>
    /// <exception cref="ArgumentException">Labels are to be joined in a map that has voxels set aside.</exception>
    public (LabelMap Reference, LabelMap Prediction) Read(EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LabelMap prediction = NamedMaps.Read(PredictionPath, options.Names, null);
        LabelMap reference = NamedMaps.Read(ReferencePath, options.Names, prediction.Grid);
        if (options.NotAnnotatedValue is { } value)
        {
            var table = new LabelTable(reference.Table.Where(label => label.Value != value)) { NotAnnotatedValue = value };
            reference = new LabelMap(reference.Layers, table);
        }

        if (options.NotAnnotated.TryGetValue(Case, out IReadOnlyList<int>? lacking))
        {
            reference = new LabelMap(reference.Layers, Lacking(reference.Table, prediction.Table, lacking));
        }

        return options.Unions is { Count: > 0 } unions ? (LabelUnion.Of(reference, unions), LabelUnion.Of(prediction, unions)) : (reference, prediction);
    }

    /// <summary>The table of a reference with structures that nobody annotated, by every name that they have.</summary>
    private static LabelTable Lacking(LabelTable reference, LabelTable prediction, IReadOnlyList<int> values)
    {
        IEnumerable<string> names = values.SelectMany(value => reference.Concat(prediction)
            .Where(label => label.Value == value).Select(label => label.Name).Append($"label {value}"));
        return new LabelTable(reference) { NotAnnotatedValue = reference.NotAnnotatedValue, NotAnnotated = [.. reference.NotAnnotated, .. names] };
    }

    private static SortedDictionary<string, string> FilesByStem(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder}: there is no such folder");
        }

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in Directory.EnumerateFiles(folder).Where(IsLabelFile).GroupBy(VolumeFile.StemOf))
        {
            string[] heads = group.Count() == 1 ? [.. group] : [.. group.Where(path => !IsCompanion(path)).Order(StringComparer.Ordinal)];
            files[group.Key] = heads.Length == 1
                ? heads[0]
                : throw new ArgumentException($"{folder}: '{group.Key}' is the stem of several files ({string.Join(", ", group.Select(Path.GetFileName))}). Keep one of them.");
        }

        foreach (string path in NamedMaps.FoldersIn(folder))
        {
            string name = Path.GetFileName(path);
            files[name] = !files.TryGetValue(name, out string? other) ? path : throw new ArgumentException(
                $"{folder}: '{name}' is a folder of masks and the stem of {Path.GetFileName(other)}. Keep one of them.");
        }

        return files;
    }

    private static bool IsLabelFile(string path)
    {
        string name = Path.GetFileName(path);
        return !name.StartsWith('.') && VolumeFile.KnownExtensions.Any(known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsCompanion(string path) => Companions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
