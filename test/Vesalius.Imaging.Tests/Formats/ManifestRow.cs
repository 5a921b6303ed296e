using System.Text.Json;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>One line of conformance/MANIFEST.tsv: a real file and what other readers found in it.</summary>
public sealed record ManifestRow(IReadOnlyDictionary<string, string> Cells)
{
    public string File => Cells["file"];

    public string this[string column] => Cells[column];

    public JsonElement Facts => JsonDocument.Parse(Cells["facts_json"]).RootElement;

    /// <summary>The numbers of a tuple such as "(30, 30, 30) (file order …)", those in the first pair of brackets or all.</summary>
    public static double[] Numbers(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, @"-?\d+(\.\d+)?([eE][-+]?\d+)?").Select(match => double.Parse(match.Value))];

    public static IReadOnlyList<ManifestRow> All(string folder)
    {
        if (SharedData.Folder is null)
        {
            return [];
        }

        string[] lines = System.IO.File.ReadAllLines(Path.Combine(SharedData.Folder, "conformance", "MANIFEST.tsv"));
        string[] names = lines[0].Split('\t');
        return [.. lines.Skip(1)
            .Select(line => new ManifestRow(names.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second)))
            .Where(row => row.File.StartsWith(folder, StringComparison.Ordinal))];
    }

    /// <summary>Test cases: file names, or one empty name where the shared folder is absent, so that the test is seen to be skipped.</summary>
    public static IEnumerable<TheoryDataRow<string>> Files(string folder)
    {
        string[] files = [.. All(folder).Select(row => row.File)];
        return (files.Length == 0 ? [string.Empty] : files).Select(file => new TheoryDataRow<string>(file));
    }

    public static ManifestRow Find(string file)
    {
        SharedData.Require("conformance", "MANIFEST.tsv");
        return All(file).First(row => row.File == file);
    }

    public string FullPath => SharedData.Require("conformance", File);

    public override string ToString() => File;
}
