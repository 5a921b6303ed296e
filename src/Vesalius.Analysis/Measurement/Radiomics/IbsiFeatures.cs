using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Features under the tags and definitions of the IBSI reference manual (Zwanenburg 2020). Two masks may be told apart: the morphological
/// one that gives the shape, and the intensity one, from which voxels outside a range have been taken out.
/// </summary>
public static class IbsiFeatures
{
    /// <summary>
    /// Shape (<c>morph_…</c>) and, with a scan, what shape and intensity say together: centre of mass shift, integrated intensity, Moran's
    /// I and Geary's C (NaN where the region's box, doubled along each axis, passes 2²⁶ voxels). Lengths in mm. Without voxels there are
    /// none. Oriented boxes and least enclosing ellipsoids, which have no reference values, are not among them.
    /// </summary>
    /// <param name="mask">The morphological mask.</param>
    /// <param name="image">The scan, or null.</param>
    /// <param name="intensityMask">The intensity mask; null for the same as the morphological one.</param>
    /// <exception cref="GridMismatchException">Scan or intensity mask lie on another grid than the mask.</exception>
    public static IReadOnlyDictionary<string, double> Morphology(
        Volume<bool> mask, Volume<float>? image = null, Volume<bool>? intensityMask = null)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (VoxelBox.Around(mask) is not { } box)
        {
            return new Dictionary<string, double>();
        }

        OrderedDictionary<string, double> features = Shape(box.Cut(mask));
        if (image is not null)
        {
            mask.Grid.Expect(image.Grid, "the scan");
            mask.Grid.Expect((intensityMask ?? mask).Grid, "the intensity mask");
            AddIntensity(features, new PreparedRegion(image, mask, intensityMask ?? mask));
        }

        return features;
    }

    /// <summary>The features of a region made ready.</summary>
    internal static IReadOnlyDictionary<string, double> Morphology(PreparedRegion region) =>
        Morphology(region.Shape, region.Image, region.Inside);

    /// <summary>
    /// The intensity statistics (<c>stat_…</c>) of a scan inside the intensity mask; without finite values there are none.
    /// </summary>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the mask.</exception>
    public static IReadOnlyDictionary<string, double> Statistics(Volume<float> image, Volume<bool> intensityMask)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(intensityMask);
        intensityMask.Grid.Expect(image.Grid, "the scan");
        return IntensityStatistics.Of(new PreparedRegion(image, intensityMask, intensityMask).Values) is { } found
            ? IbsiStatistics.Tagged("stat", found)
            : new Dictionary<string, double>();
    }

    private static OrderedDictionary<string, double> Shape(Volume<bool> mask)
    {
        var surface = new CellSurface(mask.Grid.Affine);
        CellCodes cells = CellCodes.Of(mask);
        VoxelMoments moments = VoxelMoments.Of(mask);
        PrincipalAxes axes = moments.Axes(CovarianceNormalisation.Sample);
        var features = new OrderedDictionary<string, double>();
        AddSize(features, surface.VolumeMm3(cells), surface.AreaMm2(cells), moments.Count * mask.Grid.VoxelVolumeMm3);
        features["morph_diam"] = SurfaceDiameters.LongestMm(mask);
        AddAxes(features, axes);
        AddDensities(features, mask, axes);
        return features;
    }

    private static void AddSize(OrderedDictionary<string, double> features, double volume, double area, double voxels)
    {
        double sphericity = Math.Cbrt(36 * Math.PI * volume * volume) / area;
        features["morph_volume"] = volume;
        features["morph_vol_approx"] = voxels;
        features["morph_area_mesh"] = area;
        features["morph_av"] = area / volume;
        features["morph_comp_1"] = volume / (Math.Sqrt(Math.PI) * Math.Pow(area, 1.5));
        features["morph_comp_2"] = Math.Pow(sphericity, 3);
        features["morph_sph_dispr"] = 1 / sphericity;
        features["morph_sphericity"] = sphericity;
        features["morph_asphericity"] = 1 / sphericity - 1;
    }

    private static void AddAxes(OrderedDictionary<string, double> features, PrincipalAxes axes)
    {
        features["morph_pca_maj_axis"] = axes.MajorMm;
        features["morph_pca_min_axis"] = axes.MinorMm;
        features["morph_pca_least_axis"] = axes.LeastMm;
        features["morph_pca_elongation"] = axes.Elongation;
        features["morph_pca_flatness"] = axes.Flatness;
    }

    private static void AddDensities(OrderedDictionary<string, double> features, Volume<bool> mask, PrincipalAxes axes)
    {
        double volume = features["morph_volume"], area = features["morph_area_mesh"];
        Affine map = mask.Grid.Affine;
        WorldVector x = map.XStep * mask.Size.X, y = map.YStep * mask.Size.Y, z = map.ZStep * mask.Size.Z;
        Mesh hull = ConvexHull.Of(mask);
        features["morph_vol_dens_aabb"] = volume / Math.Abs(x.Cross(y).Dot(z));
        features["morph_area_dens_aabb"] = area / (2 * (x.Cross(y).Length + y.Cross(z).Length + z.Cross(x).Length));
        features["morph_vol_dens_aee"] = volume / (Math.PI / 6 * axes.MajorMm * axes.MinorMm * axes.LeastMm);
        features["morph_area_dens_aee"] = area / EllipsoidSurface.AreaMm2(axes.MajorMm / 2, axes.MinorMm / 2, axes.LeastMm / 2);
        features["morph_vol_dens_conv_hull"] = volume / hull.VolumeMm3;
        features["morph_area_dens_conv_hull"] = area / hull.AreaMm2;
    }

    private static void AddIntensity(OrderedDictionary<string, double> features, PreparedRegion region)
    {
        (WorldPoint centre, double mean) = WeightedCentre(region.Image, region.Inside);
        SpatialAutocorrelation spatial = SpatialAutocorrelation.Of(region);
        features["morph_com"] = centre.DistanceTo(VoxelMoments.Of(region.Shape).Centroid);
        features["morph_integ_int"] = features["morph_volume"] * mean;
        features["morph_moran_i"] = spatial.MoranI;
        features["morph_geary_c"] = spatial.GearyC;
    }

    private static (WorldPoint Centre, double Mean) WeightedCentre(Volume<float> image, Volume<bool> mask)
    {
        double sum = 0, x = 0, y = 0, z = 0;
        long count = 0;
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            if (mask.Voxels[i])
            {
                double value = image.Voxels[i];
                count++;
                sum += value;
                x += value * (i % mask.Size.X);
                y += value * (i / mask.Size.X % mask.Size.Y);
                z += value * (i / (mask.Size.X * mask.Size.Y));
            }
        }

        return (mask.Grid.ToWorld(new VoxelPoint(x / sum, y / sum, z / sum)), sum / count);
    }
}
