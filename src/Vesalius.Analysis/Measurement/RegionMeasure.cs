using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;
using Features = Vesalius.Analysis.Measurement.Radiomics.Radiomics;

namespace Vesalius.Analysis.Measurement;

/// <summary>Measures regions of one scan under one set of conventions.</summary>
internal sealed class RegionMeasure(Grid grid, Volume<float>? image, MeasurementOptions options)
{
    private readonly CellSurface surface = new(grid.Affine, options.AmbiguousFaces);
    private readonly int sliceAxis = options.SliceAxis ?? SliceAxes.AcrossAcquired(grid);

    /// <summary>The measurement of no voxels at all.</summary>
    public static RegionMeasurement Nothing { get; } = new()
    {
        Voxels = 0,
        VolumeMl = 0,
        MeshVolumeMl = 0,
        VolumeRange = default,
        SurfaceMm2 = 0,
        Maximum3DDiameterMm = double.NaN,
        SliceDiameters = null,
        Axes = PrincipalAxes.Undefined,
        Centroid = new WorldPoint(double.NaN, double.NaN, double.NaN),
        Box = null,
        TouchesBorder = false,
        Intensity = null,
    };

    /// <summary>A structure and, if asked for, its lesions.</summary>
    public StructureMeasurement Structure(Label label, LabelRegion region)
    {
        RegionMeasurement whole = Region(region);
        if (!options.Lesions)
        {
            return new StructureMeasurement(label, whole, []);
        }

        List<LabelRegion> parts = LesionSplit.Of(region, options.MinimumLesionVoxels);
        bool isOnePart = parts is [{ } only] && only.Mask.Voxels.Count(true) == whole.Voxels;
        IEnumerable<RegionMeasurement> lesions = isOnePart
            ? [whole]
            : parts.Select(Region).OrderByDescending(lesion => lesion.Voxels);
        return new StructureMeasurement(label, whole, [.. lesions]);
    }

    /// <summary>The measurement of one set of voxels.</summary>
    public RegionMeasurement Region(LabelRegion region)
    {
        VoxelMoments moments = VoxelMoments.Of(region.Mask);
        bool solid = grid.Dimensions == 3;
        CellCodes? cells = solid ? CellCodes.Of(region.Mask) : null;
        return new RegionMeasurement
        {
            Voxels = moments.Count,
            VolumeMl = moments.Count * grid.VoxelVolumeMm3 / 1000,
            MeshVolumeMl = cells is null ? double.NaN : surface.VolumeMm3(cells) / 1000,
            VolumeRange = VolumeRanges.Of(region.Mask, moments.Count),
            SurfaceMm2 = cells is null ? double.NaN : surface.AreaMm2(cells),
            Maximum3DDiameterMm = solid ? SurfaceDiameters.LongestMm(region.Mask) : double.NaN,
            SliceDiameters = Diameters(region),
            Axes = moments.Axes(options.Covariance),
            Centroid = moments.Centroid,
            Box = region.Box,
            TouchesBorder = region.Box.Touches(grid),
            Intensity = image is null ? null : IntensityStatistics.Of(region.Values(image)),
            Radiomics = image is null || options.Radiomics is not { } settings ? null : Features.Of(image, region, settings),
        };
    }

    private SliceDiameters? Diameters(LabelRegion region)
    {
        int first = sliceAxis switch { 0 => region.Box.FirstX, 1 => region.Box.FirstY, _ => region.Box.FirstZ };
        return SliceDiameterSearch.In(region.Mask, options.Contour, sliceAxis) is { } found
            ? found with { Slice = found.Slice + first }
            : null;
    }
}
