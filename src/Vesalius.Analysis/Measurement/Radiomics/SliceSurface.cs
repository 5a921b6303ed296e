using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>Area, perimeter and longest distance of a slice inside its marching-squares outline.</summary>
internal static class SliceSurface
{
    /// <summary>The area in mm² and the length of the outline in mm.</summary>
    public static (double AreaMm2, double PerimeterMm) Of(MaskSlice plane)
    {
        double twice = 0, perimeter = 0;
        foreach (((int U, int V) from, (int U, int V) to) in SliceOutline.Lines(plane, ContourRule.HalfwayPoints))
        {
            twice += 0.25 * ((double)from.U * to.V - (double)from.V * to.U);
            perimeter += plane.Position(from).DistanceTo(plane.Position(to));
        }

        return (Math.Abs(twice) / 2 * plane.StepU.Cross(plane.StepV).Length, perimeter);
    }

    /// <summary>The longest distance between two points of the outline in mm.</summary>
    public static double LongestMm(MaskSlice plane)
    {
        List<(int A, int B)> hull = LatticeHull.Of(SliceOutline.Points(plane, ContourRule.HalfwayPoints));
        (WorldPoint first, WorldPoint second) = FarthestPair.Of(hull.Select(point => plane.Position(point)))!.Value;
        return first.DistanceTo(second);
    }
}
