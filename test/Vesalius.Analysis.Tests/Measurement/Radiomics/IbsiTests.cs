using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>Within the tolerances of the IBSI reference values (Zwanenburg 2020).</summary>
public sealed partial class IbsiTests
{
    private static readonly Dictionary<string, string> Ways = new()
    {
        ["2D, averaged"] = "2D_avg",
        ["2D, slice-merged"] = "2D_smrg",
        ["2.5D, direction-merged"] = "2.5D_dmrg",
        ["2.5D, merged"] = "2.5D_mrg",
        ["3D, averaged"] = "3D_avg",
        ["3D, merged"] = "3D_mrg",
    };

    [Fact]
    public void The_digital_phantom_has_the_known_values_to_nine_digits()
    {
        IReadOnlyDictionary<string, double> found = IbsiPhantom.Features("dig. phantom");
        using JsonDocument known = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("golden", "ibsi1_digital_phantom_full_precision.json")));
        int compared = 0;
        foreach (JsonProperty feature in known.RootElement.EnumerateObject().Where(feature => found.ContainsKey(feature.Name)))
        {
            double expected = feature.Value.GetDouble(), actual = found[feature.Name];
            Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected), $"{feature.Name}: {expected:R} expected, {actual:R} came.");
            compared++;
        }

        Assert.Equal(55, compared);
    }

    [Theory]
    [InlineData("dig. phantom", 482)]
    [InlineData("config. A", 346)]
    [InlineData("config. B", 346)]
    [InlineData("config. C", 210)]
    [InlineData("config. D", 210)]
    [InlineData("config. E", 210)]
    public void Every_consensus_value_is_met_within_its_tolerance(string configuration, int values)
    {
        IReadOnlyDictionary<string, double> found = IbsiPhantom.Features(configuration);
        Reference[] wanted = [.. Untextured(configuration), .. Textures(configuration)];
        Assert.Equal(values, wanted.Length);
        string[] missed = [.. wanted.Where(value => !value.IsMetBy(found)).Select(value => value.Against(found))];
        Assert.True(missed.Length == 0, $"{missed.Length} of {wanted.Length} missed:\n{string.Join('\n', missed)}");
    }

    [Fact]
    public void Another_bin_width_misses_the_textures_but_no_shape()
    {
        (Volume<float> image, Volume<bool> mask) = IbsiPhantom.Read("ibsi_1_ct_radiomics_phantom");
        IbsiSettings wrong = IbsiPhantom.Settings("config. C") with { GreyLevels = new Discretisation.FixedWidth(26) };
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image.Map(MathF.Round), mask, wrong);
        Reference[] missed = [.. Untextured("config. C").Concat(Textures("config. C")).Where(value => !value.IsMetBy(found))];
        Assert.InRange(missed.Length, 20, 150);
        Assert.DoesNotContain(missed, value => value.Name.StartsWith("morph_", StringComparison.Ordinal));
    }

    /// <summary>Shape, intensity and histogram: by the name of the feature.</summary>
    private static IEnumerable<Reference> Untextured(string configuration)
    {
        string[][] rows = Rows("golden", "ibsi1_reference_matrix.csv");
        int column = Array.IndexOf(rows[0], configuration + " value");
        return rows[1..].Where(row => row[column].Length > 0 && IbsiCodes.Of(row[0]) is not null)
            .Select(row => new Reference(row[0], row[column], row[column + 1]));
    }

    /// <summary>Textures: by the code of the feature and the way of aggregation.</summary>
    private static IEnumerable<Reference> Textures(string configuration)
    {
        string[][] rows = Rows("data", "radiomics_reference", "ibsi", "ibsi1_reference_values.csv");
        ILookup<string, string> names = IbsiPhantom.Features("dig. phantom").Keys.Select(name => name.Split("_2D")[0].Split("_2.5D")[0].Split("_3D")[0])
            .Distinct().ToLookup(name => IbsiCodes.Of(name)!);
        return rows[1..].Where(row => row[4] == configuration && row[3].Length > 0)
            .Select(row => new Reference($"{names[row[0]].Single()}_{Ways.GetValueOrDefault(row[3], row[3])}", row[5], row[6]));
    }

    /// <summary>The cells of a table; a comma within quotes parts no cells.</summary>
    private static string[][] Rows(params string[] path) =>
        [.. File.ReadLines(SharedData.Require(path)).Select(line => Cell().Matches(line).Select(cell => cell.Groups["text"].Value).ToArray())];

    [GeneratedRegex("""(?:^|,)(?:"(?<text>[^"]*)"|(?<text>[^,]*))""")]
    private static partial Regex Cell();

    private sealed record Reference(string Name, string Value, string Tolerance)
    {
        /// <summary>The reference is rounded to three digits, and so is what is compared with it.</summary>
        public bool IsMetBy(IReadOnlyDictionary<string, double> found)
        {
            if (!found.TryGetValue(Name, out double actual))
            {
                return false;
            }

            double expected = Number(Value), tolerance = Tolerance.Length == 0 ? 0 : Number(Tolerance);
            double rounded = actual == 0 ? 0 : Number(actual.ToString("E2", CultureInfo.InvariantCulture));
            return Math.Abs(rounded - expected) <= tolerance + 1e-9 * Math.Abs(expected) || Math.Abs(actual - expected) <= tolerance;
        }

        public string Against(IReadOnlyDictionary<string, double> found) =>
            $"{IbsiCodes.Of(Name)} {Name}: {Value} ± {Tolerance} expected, {(found.TryGetValue(Name, out double actual) ? $"{actual:R}" : "nothing")} came";

        private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
