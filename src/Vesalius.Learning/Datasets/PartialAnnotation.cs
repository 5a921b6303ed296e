using System.Text.Json;
using Vesalius.Imaging;

namespace Vesalius.Learning.Datasets;

/// <summary>
/// Which structures nobody annotated in which case: there the absence of a label says nothing, and it is neither learned from nor scored. A
/// dataset says so in one of three ways: <c>dataset.json</c> with <c>"notAnnotatedStructures": {"case": ["name or value", …]}</c>; a column
/// <c>not_annotated</c> of <c>cases.csv</c> with names or values between semicolons; or columns <c>vox_NAME</c> of <c>cases.csv</c>, the
/// voxels of each structure, with an empty cell where it was not annotated (0 is a structure that is absent from the scan).
/// </summary>
public sealed class PartialAnnotation
{
    private const string VoxelColumn = "vox_";

    private readonly Dictionary<string, HashSet<string>> byCase = new(StringComparer.Ordinal);
    private readonly string folder;
    private string[] columns = [];

    private PartialAnnotation(string folder) => this.folder = folder;

    /// <summary>Whether every structure is annotated in every case, as far as the dataset says.</summary>
    public bool IsComplete => byCase.Count == 0;

    /// <summary>How many cases lack the annotation of a structure.</summary>
    public int CaseCount => byCase.Count;

    /// <summary>What a dataset folder says; a folder that says nothing is complete.</summary>
    /// <exception cref="DatasetException">A file says it in another form.</exception>
    public static PartialAnnotation Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var found = new PartialAnnotation(folder);
        found.ReadTable(Path.Combine(folder, "cases.csv"));
        found.ReadDescription(Path.Combine(folder, "dataset.json"));
        return found;
    }

    /// <summary>For each of the cases that lack one, the label values that nobody annotated.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="cases">The cases that are asked for.</param>
    /// <param name="named">
    /// The folder of masks and the values of structures where they are told by their names; null where files tell values.
    /// </param>
    /// <exception cref="DatasetException">The dataset says it in another form, or a name is not one of its labels.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>> ByCase(
        string folder, IEnumerable<string> cases, (string LabelFolder, LabelTable Names)? named = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        PartialAnnotation found = Read(folder);
        if (named is var (labelFolder, names))
        {
            bool isMissing = DatasetDescription.Read(Path.Combine(folder, "dataset.json")).MissingMasksAreNotAnnotated;
            return cases.ToDictionary(id => id, id => (IReadOnlyList<int>)[.. found.In(id, names)
                .Union(isMissing ? NamedStructures.MissingIn(Path.Combine(labelFolder, id), names) : []).Order()])
                .Where(one => one.Value.Count > 0).ToDictionary();
        }

        string[] lacking = [.. cases.Where(found.byCase.ContainsKey)];
        LabelTable labels =
            lacking.Length == 0 ? LabelTable.Empty : found.Named(DatasetDescription.Read(Path.Combine(folder, "dataset.json")).Labels);
        return lacking.ToDictionary(id => id, id => found.In(id, labels));
    }

    /// <summary>
    /// The names of label values: those given, or where there are none and structures are missing from cases, the columns of
    /// <c>cases.csv</c>, which stand for the values 1, 2, ….
    /// </summary>
    public LabelTable Named(LabelTable labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count > 0 || IsComplete || columns.Length == 0 ? labels
            : new LabelTable(LabelTable.Named(columns.Select((name, i) => KeyValuePair.Create(i + 1, name))))
            {
                NotAnnotatedValue = labels.NotAnnotatedValue,
            };
    }

    /// <summary>The label values that nobody annotated in a case.</summary>
    /// <param name="id">The case.</param>
    /// <param name="labels">The names of label values, as <see cref="Named"/> gives them.</param>
    /// <exception cref="DatasetException">A name is not one of the labels.</exception>
    public IReadOnlyList<int> In(string id, LabelTable labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return byCase.TryGetValue(id, out HashSet<string>? names)
            ? [.. names.Select(name => ValueOf(name, id, labels)).Distinct().Order()] : [];
    }

    private int ValueOf(string name, string id, LabelTable labels) =>
        labels.FirstOrDefault(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } label ? label.Value
        : int.TryParse(name, out int value) && value is > 0 and <= ushort.MaxValue ? value
        : throw new DatasetException(
            $"{folder}: case {id} is said to lack the annotation of \"{name}\", which is no label; "
            + $"the labels are {string.Join(", ", labels.Select(one => one.Name))}. Correct the name, or give its value.");

    private void Add(string id, IEnumerable<string> names)
    {
        string[] all = [.. names.Select(name => name.Trim()).Where(name => name.Length > 0)];
        if (all.Length > 0)
        {
            byCase.TryAdd(id, []);
            byCase[id].UnionWith(all);
        }
    }

    private void ReadTable(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        string[][] rows = [.. File.ReadLines(path).Select(line => line.Trim('\uFEFF', ' ', '\r'))
            .Where(line => line.Length > 0).Select(SplitTable.Cells)];
        string[] header = rows.Length == 0 ? [] : rows[0];
        int caseColumn = Array.IndexOf(header, "case"), listed = Array.IndexOf(header, "not_annotated");
        int[] counted = [.. Enumerable.Range(0, header.Length).Where(i => header[i].StartsWith(VoxelColumn, StringComparison.Ordinal))];
        columns = [.. counted.Select(i => header[i][VoxelColumn.Length..])];
        if (caseColumn < 0 || (listed < 0 && counted.Length == 0))
        {
            return;
        }

        foreach (string[] row in rows.Skip(1))
        {
            string Cell(int column) => column >= 0 && column < row.Length ? row[column] : string.Empty;
            Add(Cell(caseColumn), Cell(listed).Split(';'));
            Add(Cell(caseColumn), counted.Zip(columns).Where(one => Cell(one.First).Length == 0).Select(one => one.Second));
        }
    }

    private void ReadDescription(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.TryGetProperty("notAnnotatedStructures", out JsonElement cases))
            {
                foreach (JsonProperty one in cases.EnumerateObject())
                {
                    Add(one.Name, one.Value.EnumerateArray().Select(item => item.ToString()));
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new DatasetException(
                $"{path}: expected \"notAnnotatedStructures\" as an object from cases to lists of label names; {problem.Message}", problem);
        }
    }
}
