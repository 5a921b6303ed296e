using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Registration;

namespace Vesalius.Analysis.Tracking;

/// <summary>A lesion's voxels in a form that answers how much of another lesion lies in or near it.</summary>
internal sealed class LesionShape
{
    private const int MostPoints = 4000;

    private readonly WorldPoint[] points;
    private readonly Volume<float> distances;
    private readonly RegistrationMap fromCommon;

    /// <summary>The shape of a region of a visit, answering up to a distance.</summary>
    public LesionShape(TrackedLesion lesion, LabelRegion region, TrackingVisit visit, double reachMm)
    {
        Lesion = lesion;
        fromCommon = new RegistrationMap(visit.ToCommon.Inverse(), visit.Deformation);
        points = Points(region.Mask, visit);
        distances = DistanceTransform.To(Padded(region.Mask, reachMm + 1), reachMm + 1);
        RadiusMm = Math.Cbrt(lesion.Measurement.VolumeMl * 1000 * 3 / (4 * Math.PI));
        ReachMm = points.Max(point => point.DistanceTo(lesion.CommonCentroid));
    }

    public TrackedLesion Lesion { get; }

    /// <summary>The radius of the ball of the same volume.</summary>
    public double RadiusMm { get; }

    /// <summary>How far the lesion reaches from its centroid.</summary>
    public double ReachMm { get; }

    /// <summary>The fraction of another lesion's voxels within a distance of this one's.</summary>
    public double Covers(LesionShape other, double distanceMm)
    {
        int within = other.points.Count(point => DistanceMm(point) <= distanceMm);
        return (double)within / other.points.Length;
    }

    /// <summary>How far a point of the common frame lies outside the lesion, in mm; infinite beyond the reach.</summary>
    public double DistanceMm(WorldPoint common)
    {
        VoxelPoint at = distances.Grid.ToVoxel(fromCommon.Apply(common));
        int x = (int)Math.Round(at.X), y = (int)Math.Round(at.Y), z = (int)Math.Round(at.Z);
        return distances.Size.Contains(x, y, z) ? distances[x, y, z] : double.PositiveInfinity;
    }

    private static WorldPoint[] Points(Volume<bool> mask, TrackingVisit visit)
    {
        int[] set = [.. Enumerable.Range(0, mask.Array.Length).Where(i => mask.Array[i])];
        int step = (set.Length + MostPoints - 1) / MostPoints;
        return [.. Enumerable.Range(0, (set.Length + step - 1) / step).Select(i => set[i * step]).Select(i => visit.PlaceInCommon(
            mask.Grid.ToWorld(new VoxelPoint(i % mask.Size.X, i / mask.Size.X % mask.Size.Y, i / mask.Size.X / mask.Size.Y))))];
    }

    /// <summary>The mask with room around it, on a grid of right angles.</summary>
    private static Volume<bool> Padded(Volume<bool> mask, double marginMm)
    {
        Grid grid = mask.Grid;
        int Margin(int axis) => grid.Dimensions == 2 && axis == 2 ? 0 : (int)Math.Ceiling(marginMm / grid.Spacing[axis]) + 1;
        (int x, int y, int z) = (Margin(0), Margin(1), Margin(2));
        Grid padded = grid.Region(-x, -y, -z, new Size3(mask.Size.X + 2 * x, mask.Size.Y + 2 * y, mask.Size.Z + 2 * z));
        return Resampling.Onto(mask, padded.Affine.ShearDegrees < 0.05 ? padded : Upright(padded));
    }

    /// <summary>A grid along the patient's axes that holds a sheared one.</summary>
    private static Grid Upright(Grid sheared)
    {
        WorldPoint[] corners = [.. sheared.Corners()];
        double step = Math.Min(sheared.Spacing.X, Math.Min(sheared.Spacing.Y, sheared.Spacing.Z));
        var first = new WorldPoint(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Min(c => c.Z));
        WorldVector extent = new WorldPoint(corners.Max(c => c.X), corners.Max(c => c.Y), corners.Max(c => c.Z)) - first;
        var size = new Size3((int)(extent.X / step) + 1, (int)(extent.Y / step) + 1, (int)(extent.Z / step) + 1);
        return new Grid(size, Affine.FromSpacing(new Spacing(step, step, step), first));
    }
}
