using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vesalius.Tests;

namespace Vesalius.Dicom.Tests;

/// <summary>One line of the conformance manifest: a DICOM file or series, and what other readers say of it.</summary>
internal sealed partial record ManifestRow(IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The rows of DICOM files; empty where the folder is absent.</summary>
    public static IReadOnlyList<ManifestRow> All { get; } = Load();

    public string File => Cells["file"];

    /// <summary>The file's place on this machine.</summary>
    public string Path =>
        SharedData.Require(["conformance", .. File.Replace(" (series)", "", StringComparison.Ordinal)
        .Split('/', StringSplitOptions.RemoveEmptyEntries)]);

    public bool IsSeries => File.EndsWith("(series)", StringComparison.Ordinal);

    public string Sha256 => Cells["sha256_decoded_c_order_le"];

    public bool IsExact => Cells["exactness"] == "exact";

    public int[] Shape => [.. Integer().Matches(Cells["shape"]).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];

    public double Number(string name) => double.Parse(Cells[name], CultureInfo.InvariantCulture);

    public JsonElement Facts => JsonElement.Parse(Cells["facts_json"]);

    public static ManifestRow Of(string file)
    {
        if (All.FirstOrDefault(row => row.File == file) is { } found)
        {
            return found;
        }

        SharedData.Require("conformance", file);
        throw new InvalidOperationException($"The manifest has no row for {file}.");
    }

    /// <summary>The files of rows, for a theory; a placeholder that is skipped where there are none.</summary>
    public static TheoryData<string> Those(Func<ManifestRow, bool> wanted) =>
        [.. All.Where(wanted).Select(row => row.File).DefaultIfEmpty("(the folder 'shared' is absent)")];

    private static ManifestRow[] Load()
    {
        if (SharedData.Folder is null)
        {
            return [];
        }

        string[] lines = System.IO.File.ReadAllLines(System.IO.Path.Combine(SharedData.Folder, "conformance", "MANIFEST.tsv"));
        string[] names = lines[0].Split('\t');
        return [.. lines.Skip(1)
            .Select(line => new ManifestRow(names.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second)))
            .Where(row => row.File.StartsWith("dicom/", StringComparison.Ordinal)
                || row.File.StartsWith("derived/", StringComparison.Ordinal))
            .Where(row => System.IO.Path.GetExtension(row.File) is not (".nrrd" or ".mha"))];
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Integer();
}
