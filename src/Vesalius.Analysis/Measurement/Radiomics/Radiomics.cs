using Vesalius.Analysis.Measurement.Radiomics.Textures;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// All radiomic features of a region: shape, intensity, histogram and textures, under the names and definitions of the IBSI reference
/// manual (<see cref="IbsiSettings"/>) or of PyRadiomics (<see cref="PyRadiomicsSettings"/>).
/// </summary>
public static class Radiomics
{
    /// <summary>
    /// Name and value of every feature, in the order of the manual: <c>morph_volume</c>, <c>cm_contrast_3D_avg</c>, … (their four-letter
    /// IBSI codes are in <see cref="IbsiCodes"/>), or <c>original_glcm_Contrast</c>, …. Lengths in mm. A feature that is undefined (0/0) is
    /// NaN. Without voxels there is no feature; without finite intensities there are those of shape only. A planar image has IBSI features
    /// of its slice, and no morphology, which is defined for volumes.
    /// </summary>
    /// <param name="image">The scan.</param>
    /// <param name="mask">The region, on the same grid.</param>
    /// <param name="settings">Whose definitions; null for those of the IBSI manual.</param>
    /// <exception cref="GridMismatchException">Scan and mask lie on different grids.</exception>
    /// <exception cref="ArgumentException">The settings make too many grey levels or voxels for textures.</exception>
    public static IReadOnlyDictionary<string, double> Of(Volume<float> image, Volume<bool> mask, RadiomicsSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        mask.Grid.Expect(image.Grid, "the scan");
        return VoxelBox.Around(mask) is { } box
            ? Of(image, new LabelRegion(box.Cut(mask), box), settings ?? new IbsiSettings())
            : new Dictionary<string, double>();
    }

    /// <summary>The features of a region that is already cut out.</summary>
    internal static IReadOnlyDictionary<string, double> Of(Volume<float> image, LabelRegion region, RadiomicsSettings settings) =>
        settings is PyRadiomicsSettings tool ? PyRadiomicsFeatures.All(image, region, tool) : Ibsi(image, region, (IbsiSettings)settings);

    private static OrderedDictionary<string, double> Ibsi(Volume<float> image, LabelRegion found, IbsiSettings settings)
    {
        PreparedRegion region = IbsiPreparation.Of(image, found, settings);
        bool planar = image.Grid.Dimensions == 2;
        var features = new OrderedDictionary<string, double>();
        void Add(IReadOnlyDictionary<string, double> family)
        {
            foreach ((string name, double value) in family)
            {
                features[name] = value;
            }
        }

        Add(planar ? new Dictionary<string, double>() : IbsiFeatures.Morphology(region));
        Add(IbsiLocalPeak.Features(region.Image, region.Inside));
        Add(IbsiFeatures.Statistics(region.Image, region.Inside));
        if (region.Values.Length > 0)
        {
            Discretisation levels = WithStart(settings.GreyLevels, settings.Range);
            Add(IbsiHistogram.Features(region.Values, levels));
            Add(IbsiHistogram.Volumes(region.Values, settings));
            AddTextures(features, region, levels.Levels(region.Values), planar ? TextureSpan.Slices : settings.Textures);
        }

        return features;
    }

    private static Discretisation WithStart(Discretisation levels, IntensityRange? range) =>
        levels is Discretisation.FixedWidth { Start: null } bins && range is { } kept && double.IsFinite(kept.Least)
            ? bins with { Start = kept.Least }
            : levels;

    private static void AddTextures(OrderedDictionary<string, double> features, PreparedRegion region, int[] levels, TextureSpan span)
    {
        VoxelBox box = VoxelBox.Around(region.Shape)!.Value;
        Volume<bool> shape = box.Cut(region.Shape);
        GreyRegion grey = GreyRegion.Of(box.Cut(region.Inside), levels);
        if (span != TextureSpan.Volume)
        {
            IbsiTextures.AddSlices(features, grey, shape);
        }

        if (span != TextureSpan.Slices)
        {
            IbsiTextures.AddVolume(features, grey, shape);
        }
    }
}
