using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Learning.Datasets;

/// <summary>
/// Gives structures that are told by their names (folders of masks, segmentations with layers) the same values in all cases: those of
/// dataset.json where it names them, else 1, 2, … in the order of all names.
/// </summary>
internal static class NamedStructures
{
    /// <summary>The contents with such values; as they came where structures are told by values.</summary>
    /// <exception cref="DatasetException">A case has a structure that the dataset's description does not name.</exception>
    public static DatasetContents In(DatasetContents contents)
    {
        if (!contents.Cases.Any(one => one.HasNamedStructures || HasLayers(one.LabelPath)))
        {
            return contents;
        }

        Dictionary<string, IReadOnlyList<string>> found = contents.Cases.ToDictionary(one => one.Id, NamesIn);
        LabelTable table = Table(contents, found);
        return contents with
        {
            Description = contents.Description with { Labels = table, LabelsAreComplete = true },
            Cases = [.. contents.Cases.Select(one => one with
            {
                HasNamedStructures = true,
                NotAnnotated = contents.Description.MissingMasksAreNotAnnotated ? Missing(table, found[one.Id]) : [],
            })],
        };
    }

    private static LabelTable Table(DatasetContents contents, Dictionary<string, IReadOnlyList<string>> found)
    {
        string[] names = [.. found.Values.SelectMany(one => one).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        LabelTable known = contents.Description.Labels;
        if (known.Count == 0)
        {
            return LabelTable.Named(names.Select((name, i) => KeyValuePair.Create(i + 1, name)));
        }

        string[] unknown = [.. names.Where(name => !known.Any(label => IsCalled(label, name)))];
        return unknown.Length == 0 ? known : throw new DatasetException(
            $"{contents.Cases.First(one => found[one.Id].Contains(unknown[0])).LabelPath}: expected the structures {string.Join(", ", known.Select(one => one.Name))} "
            + $"of dataset.json; {unknown[0]} came. Name it there, or take its mask out.");
    }

    /// <summary>The values of structures without a mask in a case's folder; none where the case is a file.</summary>
    public static IReadOnlyList<int> MissingIn(string folder, LabelTable table) =>
        Directory.Exists(folder) ? Missing(table, [.. StructureFolder.MasksIn(folder).Keys]) : [];

    private static IReadOnlyList<int> Missing(LabelTable table, IReadOnlyList<string> names) =>
        [.. table.Where(label => !names.Any(name => IsCalled(label, name))).Select(label => label.Value)];

    private static bool IsCalled(Label label, string name) =>
        name.Equals(label.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(StructureFolder.FileNameOf(label.Name), StringComparison.OrdinalIgnoreCase);

    private static bool HasLayers(string path) =>
        path.EndsWith(".nrrd", StringComparison.OrdinalIgnoreCase) && VolumeFile.Identify(path) is { IsLabelMap: true, Components: > 1 };

    private static IReadOnlyList<string> NamesIn(DatasetCase one) =>
        one.HasNamedStructures ? [.. StructureFolder.MasksIn(one.LabelPath).Keys]
        : VolumeFile.Identify(one.LabelPath) is { Labels: { } labels } ? [.. labels.Select(label => label.Name)]
        : throw new DatasetException(
            $"{one.LabelPath}: expected a segmentation with names (.seg.nrrd), as other cases have layers that overlap; it has none. Bring all masks into one form.");
}
