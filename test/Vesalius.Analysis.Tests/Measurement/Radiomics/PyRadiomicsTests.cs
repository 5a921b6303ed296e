using System.Globalization;
using System.Text.Json;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>Equal to the values that PyRadiomics' own test suite expects, on its own images.</summary>
public sealed class PyRadiomicsTests
{
    private const double Volume = 16147.511800130094;
    private const double Area = 6438.821603779381;

    /// <summary>
    /// The published values of brain1 were made before PyRadiomics changed its table of triangles. These come from the present rule, worked
    /// out triangle by triangle with another program's table (scikit-image's classic one, complements for codes with the seventh bit set).
    /// </summary>
    private static readonly Dictionary<string, double> Brain1Now = new()
    {
        ["MeshVolume"] = Volume,
        ["SurfaceArea"] = Area,
        ["Sphericity"] = Math.Pow(36 * Math.PI * Volume * Volume, 1.0 / 3) / Area,
        ["SurfaceVolumeRatio"] = Area / Volume,
    };

    [Theory]
    [InlineData("brain1")]
    [InlineData("brain2")]
    [InlineData("breast1")]
    [InlineData("lung1")]
    [InlineData("lung2")]
    public void Shape_features_equal_the_baseline(string name)
    {
        IReadOnlyDictionary<string, double> found = PyRadiomicsFeatures.Shape(Mask(name));
        foreach ((string feature, double expected) in Baseline("shape", name))
        {
            bool changed = name == "brain1" && Brain1Now.ContainsKey(feature);
            AssertNear(changed ? Brain1Now[feature] : expected, found[feature], 1e-9, feature);
            AssertNear(expected, found[feature], 1e-3, feature);
        }
    }

    [Theory]
    [InlineData("brain1")]
    [InlineData("brain2")]
    [InlineData("breast1")]
    [InlineData("lung1")]
    [InlineData("lung2")]
    public void Shape_features_of_new_voxels_equal_the_baseline(string name)
    {
        // The intensities have no part in the shape: of the two lungs there are only masks.
        Volume<bool> mask = Mask(name);
        IReadOnlyDictionary<string, double> found =
            Radiomics.Of(new Volume<float>(mask.Grid), mask, new PyRadiomicsSettings { ResampledSpacing = new Spacing(2, 2, 2) });
        foreach ((string feature, double expected) in Baseline("shape", name + "_resampling"))
        {
            AssertNear(expected, found["original_shape_" + feature], 1e-9, feature);
        }
    }

    [Theory]
    [InlineData("brain1", 16)]
    [InlineData("brain2", 8)]
    [InlineData("breast1", 9)]
    [InlineData("lung1", 33)]
    [InlineData("lung2", 22)]
    public void Shape_features_of_a_slice_equal_the_baseline(string name, int slice)
    {
        IReadOnlyDictionary<string, double> found = PyRadiomicsFeatures.Shape2D(Mask(name), slice);
        foreach ((string feature, double expected) in Baseline("shape2D", name + "_shape2D"))
        {
            AssertNear(expected, found[feature], 1e-9, feature);
        }
    }

    [Theory]
    [InlineData("brain1", "")]
    [InlineData("brain2", "")]
    [InlineData("breast1", "")]
    [InlineData("brain1", "_normalization")]
    [InlineData("brain2", "_normalization")]
    [InlineData("breast1", "_normalization")]
    [InlineData("brain1", "_resegmentation")]
    [InlineData("brain2", "_resegmentation")]
    [InlineData("breast1", "_resegmentation")]
    [InlineData("brain1", "_resampling")]
    [InlineData("brain2", "_resampling")]
    [InlineData("breast1", "_resampling")]
    public void First_order_features_equal_the_baseline(string name, string setting)
    {
        PyRadiomicsSettings settings = setting switch
        {
            "_normalization" => new PyRadiomicsSettings { BinWidth = 5, NormalizeScale = 100 },
            "_resegmentation" => new PyRadiomicsSettings { ResegmentSigma = 3 },
            "_resampling" => new PyRadiomicsSettings { ResampledSpacing = new Spacing(2, 2, 2) },
            _ => new PyRadiomicsSettings { VoxelArrayShift = 2000 },
        };
        Volume<float> image = Nrrd.Read(SharedData.Require("data", "radiomics_reference", "pyradiomics", "images", $"{name}_image.nrrd"));
        IReadOnlyDictionary<string, double> found = PyRadiomicsFeatures.FirstOrder(image, Mask(name), settings);
        foreach ((string feature, double expected) in Baseline("firstorder", name + setting))
        {
            AssertNear(expected, found[feature], 1e-9, feature);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("_2d")]
    [InlineData("_FBN")]
    [InlineData("_combined")]
    [InlineData("_flatRegion")]
    [InlineData("_normalization")]
    [InlineData("_resegmentation")]
    [InlineData("_resampling")]
    public void Texture_features_equal_the_baseline(string setting)
    {
        string[] missed = [.. ((string[])["brain1", "brain2", "breast1"]).SelectMany(name => TexturesMissed(name, setting))];
        Assert.True(missed.Length == 0, $"{missed.Length} missed:\n{string.Join('\n', missed)}");
    }

    private static IEnumerable<string> TexturesMissed(string name, string setting)
    {
        Volume<float> image = Nrrd.Read(SharedData.Require("data", "radiomics_reference", "pyradiomics", "images", $"{name}_image.nrrd"));
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, Mask(name), TextureSettings(setting));
        foreach (string family in (string[])["glcm", "glrlm", "glszm", "gldm", "ngtdm"])
        {
            string[][] rows = [.. File.ReadLines(
                SharedData.Require("data", "radiomics_reference", "pyradiomics", "baseline", $"baseline_{family}.csv")).Select(line => line.Split(','))];
            int column = Array.IndexOf(rows[0], name + setting);
            string[][] features = [.. rows.Where(row => row[0].StartsWith("original_", StringComparison.Ordinal))];
            Assert.True(column > 0 || (setting == "_combined" && family is not ("glcm" or "glrlm")), $"{family} has no {name}{setting}.");
            Assert.True(features.Length >= 5);
            foreach (string[] row in column > 0 ? features : [])
            {
                double expected = double.Parse(row[column], CultureInfo.InvariantCulture), actual = found[row[0]];
                if (!(Math.Abs(actual - expected) <= 1e-6 * Math.Abs(expected)))
                {
                    yield return $"{name}{setting} {row[0]}: {expected:R} expected, {actual:R} came.";
                }
            }
        }
    }

    private static PyRadiomicsSettings TextureSettings(string setting) => setting switch
    {
        "_2d" => new PyRadiomicsSettings { Planar = true },
        "_FBN" => new PyRadiomicsSettings { BinCount = 64 },
        "_combined" => new PyRadiomicsSettings { MergesDirections = true },
        "_flatRegion" => new PyRadiomicsSettings { BinWidth = 5000 },
        "_normalization" => new PyRadiomicsSettings { BinWidth = 5, NormalizeScale = 100 },
        "_resegmentation" => new PyRadiomicsSettings { ResegmentSigma = 3 },
        "_resampling" => new PyRadiomicsSettings { ResampledSpacing = new Spacing(2, 2, 2) },
        _ => new PyRadiomicsSettings(),
    };

    private static Volume<bool> Mask(string name)
    {
        string path = name.StartsWith("lung", StringComparison.Ordinal)
            ? SharedData.Require("golden", "pyradiomics_labels", $"{name}_label.nrrd")
            : SharedData.Require("data", "radiomics_reference", "pyradiomics", "labels", $"{name}_label.nrrd");
        return Nrrd.Read(path).Map(value => value == 1);
    }

    private static IEnumerable<(string Feature, double Value)> Baseline(string family, string name)
    {
        using JsonDocument all = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("golden", "pyradiomics_baseline.json")));
        JsonElement features = all.RootElement.GetProperty(family).GetProperty(name).GetProperty("features");
        return [.. features.EnumerateObject().Select(feature => (feature.Name.Split('_')[^1], feature.Value.GetDouble()))];
    }

    private static void AssertNear(double expected, double actual, double relative, string feature) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{feature}: {expected:R} expected, {actual:R} came.");
}
