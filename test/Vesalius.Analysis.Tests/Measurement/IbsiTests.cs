using System.Globalization;
using System.Text.Json;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Tests.Measuring;

/// <summary>Within the tolerances of the IBSI reference values (Zwanenburg 2020), for the families that are offered.</summary>
public sealed class IbsiTests
{
    [Fact]
    public void The_digital_phantom_has_the_known_values_to_nine_digits()
    {
        IReadOnlyDictionary<string, double> found = DigitalPhantom();
        using JsonDocument known = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("golden", "ibsi1_digital_phantom_full_precision.json")));
        int compared = 0;
        foreach (JsonProperty feature in known.RootElement.EnumerateObject().Where(feature => found.ContainsKey(feature.Name)))
        {
            double expected = feature.Value.GetDouble(), actual = found[feature.Name];
            Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected), $"{feature.Name}: {expected:R} expected, {actual:R} came.");
            compared++;
        }

        Assert.Equal(53, compared);
    }

    [Fact]
    public void The_digital_phantom_lies_within_the_tolerances() => AssertWithin(DigitalPhantom(), "dig. phantom");

    [Fact]
    public void Configuration_A_of_the_CT_phantom_lies_within_the_tolerances()
    {
        (Volume<float> image, Volume<bool> mask) = Phantom("ibsi_1_ct_radiomics_phantom");
        image = image.Map(MathF.Round);
        var inRange = new Volume<bool>(mask.Grid);
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            inRange.Voxels[i] = mask.Voxels[i] && image.Voxels[i] is >= -500 and <= 400;
        }

        AssertWithin(Features(image, mask, inRange, new Discretisation.FixedWidth(25, -500)), "config. A");
    }

    private static Dictionary<string, double> DigitalPhantom()
    {
        (Volume<float> image, Volume<bool> mask) = Phantom("ibsi_1_digital_phantom");
        return Features(image, mask, mask, new Discretisation.None());
    }

    private static Dictionary<string, double> Features(Volume<float> image, Volume<bool> mask, Volume<bool> inRange, Discretisation levels)
    {
        double[] values = [.. Enumerable.Range(0, mask.Voxels.Length).Where(i => inRange.Array[i]).Select(i => (double)image.Array[i])];
        return IbsiFeatures.Morphology(mask, image, inRange).Concat(IbsiFeatures.Statistics(image, inRange))
            .Concat(IbsiHistogram.Features(values, levels)).Concat(IbsiHistogram.Volumes(values, values.Min(), values.Max()))
            .Concat(IbsiLocalPeak.Features(image, inRange)).ToDictionary();
    }

    private static (Volume<float> Image, Volume<bool> Mask) Phantom(string name)
    {
        string folder = SharedData.Require("data", "radiomics_reference", "ibsi", name, "nifti");
        return (VolumeFile.Read(Path.Combine(folder, "image", "phantom.nii.gz")), VolumeFile.Read(Path.Combine(folder, "mask", "mask.nii.gz")).Map(value => value > 0));
    }

    private static void AssertWithin(Dictionary<string, double> found, string column)
    {
        string[][] rows = [.. File.ReadLines(SharedData.Require("golden", "ibsi1_reference_matrix.csv")).Select(line => line.Split(','))];
        int value = Array.IndexOf(rows[0], column + " value");
        string[] missed = [.. rows[1..].Where(row => row[value].Length > 0 && found.ContainsKey(row[0])).Where(row => !IsWithin(row, value, found[row[0]]))
            .Select(row => $"{row[0]}: {row[value]} ± {row[value + 1]} expected, {found[row[0]]:R} came")];
        Assert.Empty(missed);
    }

    /// <summary>The reference is rounded to some digits, and so is what is compared with it.</summary>
    private static bool IsWithin(string[] row, int column, double actual)
    {
        double expected = Number(row[column]), tolerance = Number(row[column + 1]);
        string digits = row[column].TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        double rounded = actual == 0 ? 0 : Number(actual.ToString($"E{Math.Max(0, digits.Length - 1)}", CultureInfo.InvariantCulture));
        return Math.Abs(rounded - expected) <= tolerance + 1e-9 * Math.Abs(expected) || Math.Abs(actual - expected) <= tolerance;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
