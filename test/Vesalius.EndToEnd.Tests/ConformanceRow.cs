using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vesalius.Imaging;
using Vesalius.Tests;

namespace Vesalius.EndToEnd.Tests;

/// <summary>One line of the conformance manifest: a file and what another reader says of it.</summary>
internal sealed partial class ConformanceRow
{
    private readonly Dictionary<string, string> cells;

    private ConformanceRow(string[] names, string line) =>
        cells = names.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The file, relative to the folder of conformance files.</summary>
    public string File => cells["file"];

    /// <summary>The file's place on this machine.</summary>
    public string Path => SharedData.Require(["conformance", .. File.Split('/')]);

    /// <summary>The formats' folder: <c>nifti</c>, <c>nrrd</c>, …</summary>
    public string Family => File.Split('/')[0];

    /// <summary>The sizes, in the manifest's order.</summary>
    public int[] Shape => [.. Integers().Matches(cells["shape"].Split(" (")[0]).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];

    /// <summary>Whether the voxels are said to be decoded exactly; a lossy codec may differ a little.</summary>
    public bool IsExact => cells["exactness"] == "exact";

    /// <summary>The type of the stored values, by our name; three bytes of colour are <c>uint8</c>.</summary>
    public string Type => TypeNames[StoredType().Match(cells["dtype"]) is { Success: true } stored ? stored.Groups[1].Value[1..] : cells["dtype"][1..]];

    /// <summary>Whether the manifest's values are rescaled ones.</summary>
    public bool IsRescaled => StoredType().Match(cells["dtype"]) is { Success: true } stored && !cells["dtype"].StartsWith(stored.Groups[1].Value, StringComparison.Ordinal);

    /// <summary>The hash of the decoded stored voxels.</summary>
    public string Sha256 => Hash().Match(cells["sha256_decoded_c_order_le"]).Value;

    /// <summary>Minimum, maximum or sum; NaN where it is undefined, null where nothing is said.</summary>
    public double? Number(string name) => cells[name] switch
    {
        "" or "complex" or "struct" => null,
        var text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>The spacing column as written.</summary>
    public string Spacing => cells["spacing"];

    /// <summary>What else is said of the file.</summary>
    public JsonElement Facts => JsonElement.Parse(cells["facts_json"]);

    /// <summary>The affine that the manifest's facts give, in LPS+ millimetres; null where they give none.</summary>
    public Affine? Affine => Family switch
    {
        "nifti" when Facts.TryGetProperty("affine", out JsonElement rows) => OfNifti(rows),
        "nrrd" when Facts.TryGetProperty("space origin", out JsonElement origin) => OfNrrd(Facts.GetProperty("space directions").GetString()!, origin.GetString()!),
        "metaimage" => OfMetaImage(),
        _ => null,
    };

    private static Dictionary<string, string> TypeNames { get; } = new()
    {
        ["u1"] = "uint8", ["i1"] = "int8", ["u2"] = "uint16", ["i2"] = "int16", ["u4"] = "uint32", ["i4"] = "int32",
        ["f4"] = "float32", ["f8"] = "float64", ["c8"] = "complex64", ["V3"] = "uint8",
    };

    /// <summary>The rows of given families that state what the voxels are. Empty where the folder is absent.</summary>
    public static IReadOnlyList<ConformanceRow> Of(params IEnumerable<string> families)
    {
        if (SharedData.Folder is null)
        {
            return [];
        }

        string[] lines = System.IO.File.ReadAllLines(System.IO.Path.Combine(SharedData.Folder, "conformance", "MANIFEST.tsv"));
        string[] names = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => new ConformanceRow(names, line)).Where(row => families.Contains(row.Family))];
    }

    private static Affine OfNifti(JsonElement rows)
    {
        double At(int row, int column) => rows[row][column].GetDouble() * (row < 2 ? -1 : 1);
        WorldVector Column(int column) => new(At(0, column), At(1, column), At(2, column));
        return new Affine(Column(0), Column(1), Column(2), default(WorldPoint) + Column(3));
    }

    private static Affine OfNrrd(string directions, string origin)
    {
        double[] v = [.. Reals().Matches(directions.Replace("none", "", StringComparison.Ordinal)).Select(Parse)];
        double[] o = [.. Reals().Matches(origin).Select(Parse)];
        return new Affine(new(v[0], v[1], v[2]), new(v[3], v[4], v[5]), new(v[6], v[7], v[8]), new(o[0], o[1], o[2]));
    }

    /// <summary>MetaImage writes the axes one after the other, so its matrix is the transpose of ours.</summary>
    private Affine OfMetaImage()
    {
        double[] m = [.. Reals().Matches(Facts.GetProperty("TransformMatrix").GetString()!).Select(Parse)];
        double[] s = [.. Reals().Matches(Facts.GetProperty("ElementSpacing").GetString()!).Select(Parse)];
        double[] o = [.. Reals().Matches(Facts.GetProperty("Offset").GetString()!).Select(Parse)];
        return new Affine(new WorldVector(m[0], m[1], m[2]) * s[0], new WorldVector(m[3], m[4], m[5]) * s[1], new WorldVector(m[6], m[7], m[8]) * s[2], new(o[0], o[1], o[2]));
    }

    private static double Parse(Match match) => double.Parse(match.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Integers();

    [GeneratedRegex(@"[-+]?[\d.]+(?:[eE][-+]?\d+)?")]
    private static partial Regex Reals();

    [GeneratedRegex(@"stored ([<>|]\w+)")]
    private static partial Regex StoredType();

    [GeneratedRegex(@"[0-9a-f]{64}")]
    private static partial Regex Hash();
}
