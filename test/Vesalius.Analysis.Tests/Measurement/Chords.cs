using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>Chords found the slow way: lines walked in small steps from pixel to pixel.</summary>
internal static class Chords
{
    private const int Steps = 1000;
    private const double Aside = 1e-5;

    /// <summary>The longest stretch inside the plane's pixels on lines across a diameter, just before and after each given point.</summary>
    public static IEnumerable<double> Sampled(MaskSlice plane, Diameter longest, IEnumerable<WorldPoint> points)
    {
        WorldVector along = (longest.End - longest.Start).Normalized, across = plane.StepU.Cross(plane.StepV).Normalized.Cross(along);
        double reach = plane.Width * plane.StepU.Length + plane.Height * plane.StepV.Length;
        foreach (WorldPoint point in points)
        {
            double at = (point - longest.Start).Dot(along);
            yield return LongestStretch(plane, longest.Start + along * (at - Aside), across, reach);
            yield return LongestStretch(plane, longest.Start + along * (at + Aside), across, reach);
        }
    }

    private static double LongestStretch(MaskSlice plane, WorldPoint foot, WorldVector across, double reach)
    {
        int run = 0, best = 0;
        for (int step = -Steps; step <= Steps; step++)
        {
            run = Inside(plane, foot + across * (reach * step / Steps)) ? run + 1 : 0;
            best = Math.Max(best, run);
        }

        return Math.Max(0, best - 1) * reach / Steps;
    }

    private static bool Inside(MaskSlice plane, WorldPoint point)
    {
        WorldVector step = point - plane.Position((0, 0)), normal = plane.StepU.Cross(plane.StepV);
        double square = normal.Dot(normal);
        double u = step.Cross(plane.StepV).Dot(normal) / square, v = plane.StepU.Cross(step).Dot(normal) / square;
        return plane[(int)Math.Floor(u + 0.5), (int)Math.Floor(v + 0.5)];
    }
}
