using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>
/// Size, shape, place and intensity of one set of voxels. Lengths in mm, positions in the patient (LPS+). Of a set without voxels, sizes are
/// 0 and everything else is NaN or null.
/// </summary>
public sealed record RegionMeasurement
{
    /// <summary>The number of voxels.</summary>
    public required long Voxels { get; init; }

    /// <summary>Voxels times the volume of one, in ml; exact for sheared grids. IBSI YEKZ.</summary>
    public required double VolumeMl { get; init; }

    /// <summary>The volume inside the marching-cubes surface, in ml. IBSI RNU0. NaN for a planar image.</summary>
    public required double MeshVolumeMl { get; init; }

    /// <summary>How far the volume can be trusted.</summary>
    public required VolumeRange VolumeRange { get; init; }

    /// <summary>The area of the marching-cubes surface in mm². IBSI C0JK. NaN for a planar image.</summary>
    public required double SurfaceMm2 { get; init; }

    /// <summary>How near the shape comes to a ball, at most 1: (36π V²)^⅓ / A, of mesh volume and area. IBSI QCFX.</summary>
    public double Sphericity => Math.Cbrt(36 * Math.PI * MeshVolumeMl * MeshVolumeMl * 1e6) / SurfaceMm2;

    /// <summary>The longest distance between two points of the surface (halfway between voxel centres inside and outside), in mm. IBSI L0JK.</summary>
    public required double Maximum3DDiameterMm { get; init; }

    /// <summary>The longest and the perpendicular diameter on a slice, or null without voxels.</summary>
    public required SliceDiameters? SliceDiameters { get; init; }

    /// <summary>The axes of the ellipsoid with the same spread of voxels.</summary>
    public required PrincipalAxes Axes { get; init; }

    /// <summary>The mean position of the voxel centres, in the patient (LPS+ mm).</summary>
    public required WorldPoint Centroid { get; init; }

    /// <summary>The smallest box of voxels, or null without voxels.</summary>
    public required VoxelBox? Box { get; init; }

    /// <summary>Whether a voxel lies on the border of the scan, so that part of the structure may be missing.</summary>
    public required bool TouchesBorder { get; init; }

    /// <summary>What the scan shows inside, or null without a scan or without voxels.</summary>
    public required IntensityStatistics? Intensity { get; init; }

    /// <summary>Name and value of the radiomic features, in order; null when none were asked for or there are no voxels.</summary>
    public IReadOnlyDictionary<string, double>? Radiomics { get; init; }
}
