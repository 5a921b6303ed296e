using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;

namespace Vesalius.Tests.Measuring;

/// <summary>The two phantoms of the IBSI and the six ways in which they are to be measured.</summary>
internal static class IbsiPhantom
{
    /// <summary>All features under a configuration, named as the reference files name it.</summary>
    public static IReadOnlyDictionary<string, double> Features(string configuration)
    {
        bool digital = configuration == "dig. phantom";
        (Volume<float> image, Volume<bool> mask) = Read(digital ? "ibsi_1_digital_phantom" : "ibsi_1_ct_radiomics_phantom");
        return Radiomics.Of(digital ? image : image.Map(MathF.Round), mask, Settings(configuration));
    }

    /// <summary>A phantom and its region.</summary>
    public static (Volume<float> Image, Volume<bool> Mask) Read(string name)
    {
        string folder = SharedData.Require("data", "radiomics_reference", "ibsi", name, "nifti");
        return (VolumeFile.Read(Path.Combine(folder, "image", "phantom.nii.gz")),
            VolumeFile.Read(Path.Combine(folder, "mask", "mask.nii.gz")).Map(value => value > 0));
    }

    /// <summary>The settings of a configuration (IBSI manual, chapter "Reference data sets").</summary>
    public static IbsiSettings Settings(string configuration)
    {
        var slices = new RegionResampling(2, 2, null) { RoundsIntensities = true };
        var cubes = new RegionResampling(2, 2, 2) { RoundsIntensities = true };
        var bins = new Discretisation.FixedWidth(25);
        var count = new Discretisation.FixedCount(32);
        return configuration switch
        {
            "dig. phantom" => new IbsiSettings { GreyLevels = new Discretisation.None(), Textures = TextureSpan.Both },
            "config. A" => new IbsiSettings { Range = new IntensityRange(-500, 400), GreyLevels = bins, Textures = TextureSpan.Slices },
            "config. B" => new IbsiSettings
            {
                Resampling = slices, Range = new IntensityRange(-500, 400), GreyLevels = count, Textures = TextureSpan.Slices,
            },
            "config. C" => new IbsiSettings
            {
                Resampling = cubes, Range = new IntensityRange(-1000, 400), GreyLevels = bins, VolumeHistogram = new Discretisation.FixedWidth(2.5),
            },
            "config. D" => new IbsiSettings { Resampling = cubes, OutlierSigma = 3, GreyLevels = count },
            "config. E" => new IbsiSettings
            {
                Resampling = cubes with { Interpolation = Interpolation.CubicBSpline }, Range = new IntensityRange(-1000, 400), OutlierSigma = 3,
                GreyLevels = count, VolumeHistogram = new Discretisation.FixedCount(1000),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(configuration), configuration, "No such configuration."),
        };
    }
}
