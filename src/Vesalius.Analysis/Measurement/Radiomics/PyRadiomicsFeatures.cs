using Vesalius.Analysis.Measurement.Radiomics.Textures;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Features under the names and conventions of PyRadiomics 3 (van Griethuysen 2017), which differ from the IBSI reference: axes over N,
/// bins that begin at multiples of their width, kurtosis without subtracting 3, symmetric marching-cubes cells.
/// </summary>
public static class PyRadiomicsFeatures
{
    /// <summary>The shape features of a mask (<c>original_shape_…</c>), in mm; a mask without voxels has none.</summary>
    public static IReadOnlyDictionary<string, double> Shape(Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (RegionOf(mask)?.Mask is not { } region)
        {
            return new Dictionary<string, double>();
        }

        var surface = new CellSurface(mask.Grid.Affine, AmbiguousFaces.Symmetric);
        CellCodes cells = CellCodes.Of(region);
        VoxelMoments moments = VoxelMoments.Of(region);
        PrincipalAxes axes = moments.Axes(CovarianceNormalisation.Population);
        SurfaceDiameters diameters = SurfaceDiameters.Of(region);
        double volume = surface.VolumeMm3(cells), area = surface.AreaMm2(cells);
        return new OrderedDictionary<string, double>
        {
            ["MeshVolume"] = volume,
            ["VoxelVolume"] = moments.Count * mask.Grid.VoxelVolumeMm3,
            ["SurfaceArea"] = area,
            ["SurfaceVolumeRatio"] = area / volume,
            ["Sphericity"] = Math.Cbrt(36 * Math.PI * volume * volume) / area,
            ["Maximum3DDiameter"] = diameters.OverallMm,
            ["Maximum2DDiameterSlice"] = diameters.WithinZMm,
            ["Maximum2DDiameterColumn"] = diameters.WithinYMm,
            ["Maximum2DDiameterRow"] = diameters.WithinXMm,
            ["MajorAxisLength"] = axes.MajorMm,
            ["MinorAxisLength"] = axes.MinorMm,
            ["LeastAxisLength"] = axes.LeastMm,
            ["Elongation"] = axes.Elongation,
            ["Flatness"] = axes.Flatness,
        };
    }

    /// <summary>The shape features of one slice of a mask (<c>original_shape2D_…</c>), in mm; a slice without voxels has none.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="slice">The index of the slice along z.</param>
    public static IReadOnlyDictionary<string, double> Shape2D(Volume<bool> mask, int slice)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var only = new Volume<bool>(mask.Grid.Region(0, 0, slice, new Size3(mask.Size.X, mask.Size.Y, 1)));
        mask.Slice(slice).CopyTo(only.Voxels);
        if (RegionOf(only)?.Mask is not { } region)
        {
            return new Dictionary<string, double>();
        }

        VoxelMoments moments = VoxelMoments.Of(region);
        PrincipalAxes axes = moments.Axes(CovarianceNormalisation.Population);
        (double area, double perimeter) = SliceSurface.Of(MaskSlice.Of(region, 2, 0));
        return new OrderedDictionary<string, double>
        {
            ["MeshSurface"] = area,
            ["PixelSurface"] = moments.Count * mask.Grid.Affine.XStep.Cross(mask.Grid.Affine.YStep).Length,
            ["Perimeter"] = perimeter,
            ["PerimeterSurfaceRatio"] = perimeter / area,
            ["Sphericity"] = 2 * Math.Sqrt(Math.PI * area) / perimeter,
            ["MaximumDiameter"] = SliceSurface.LongestMm(MaskSlice.Of(region, 2, 0)),
            ["MajorAxisLength"] = axes.MajorMm,
            ["MinorAxisLength"] = axes.MinorMm,
            ["Elongation"] = axes.Elongation,
        };
    }

    /// <summary>
    /// The first-order features of a scan inside a mask (<c>original_firstorder_…</c>); without finite values there are none.
    /// </summary>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the mask.</exception>
    public static IReadOnlyDictionary<string, double> FirstOrder(
        Volume<float> image, Volume<bool> mask, PyRadiomicsSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        mask.Grid.Expect(image.Grid, "the scan");
        settings ??= new PyRadiomicsSettings();
        return RegionOf(mask) is { } region && PyRadiomicsPreparation.Of(image, region, settings) is { } prepared
            ? PyRadiomicsFirstOrder.Of(prepared.Values, prepared.Region.Grid.VoxelVolumeMm3, settings)
            : new Dictionary<string, double>();
    }

    /// <summary>
    /// All features under PyRadiomics' full names, <c>original_shape_MeshVolume</c> and so on; of a planar image <c>original_shape2D_…</c>.
    /// </summary>
    internal static IReadOnlyDictionary<string, double> All(Volume<float> image, LabelRegion region, PyRadiomicsSettings settings)
    {
        bool planar = image.Grid.Dimensions == 2;
        var features = new OrderedDictionary<string, double>();
        void Add(string family, IReadOnlyDictionary<string, double> found)
        {
            foreach ((string name, double value) in found)
            {
                features[$"original_{family}_{name}"] = value;
            }
        }

        if (PyRadiomicsPreparation.Of(image, region, settings) is not { } prepared)
        {
            return features;
        }

        Add(planar ? "shape2D" : "shape", planar ? Shape2D(prepared.Region, 0) : Shape(prepared.Region));
        if (prepared.Values.Length > 0)
        {
            Add("firstorder", PyRadiomicsFirstOrder.Of(prepared.Values, prepared.Region.Grid.VoxelVolumeMm3, settings));
            GreyRegion grey = GreyRegion.Of(prepared.Inside, PyRadiomicsBins.Levels(prepared.Values, settings));
            PyRadiomicsTextures.Add(features, grey, planar || settings.Planar, settings.MergesDirections);
        }

        return features;
    }

    private static LabelRegion? RegionOf(Volume<bool> mask) =>
        VoxelBox.Around(mask) is { } box ? new LabelRegion(box.Cut(mask), box) : null;
}
