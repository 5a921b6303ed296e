using System.Numerics;
using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Phantoms;

/// <summary>True sizes of a lesion of one or two tumours, from their mathematical shapes.</summary>
internal static class SeriesTruth
{
    private const float StepMm = 0.5f;

    /// <summary>Two surface points count as of one height when they differ by less than this part of the tumour's size.</summary>
    private const double SameHeight = 0.06;

    public static SeriesLesion Of(PlacedTumour[] tumours, WorldTransform pose)
    {
        WorldPoint[] centres = [.. tumours.Select(tumour => pose.Apply(Point(tumour.Place + tumour.Shape.Centroid * tumour.Scale)))];
        var centre = new WorldPoint(centres.Average(point => point.X), centres.Average(point => point.Y),
            centres.Average(point => point.Z));
        double volume = tumours is [var only] ? only.VolumeMl : tumours.Sum(tumour => tumour.VolumeMl) - SharedMl(tumours[0], tumours[1]);
        return new SeriesLesion([.. tumours.Select(tumour => tumour.Id)], centre, volume, AxialDiameter(tumours, pose));
    }

    /// <summary>The volume that two tumours share, summed over cubes of half a millimetre.</summary>
    private static double SharedMl(PlacedTumour a, PlacedTumour b)
    {
        int steps = (int)(2 * a.Reach / StepMm) + 1;
        long inside = 0;
        for (int i = 0; i < steps * steps * steps; i++)
        {
            Vector3 at = a.Place - new Vector3(a.Reach) + new Vector3(i % steps, i / steps % steps, i / steps / steps) * StepMm;
            inside += b.Contains(at) && a.Contains(at) ? 1 : 0;
        }

        return inside * Math.Pow(StepMm, 3) / 1000;
    }

    private static double AxialDiameter(PlacedTumour[] tumours, WorldTransform pose)
    {
        WorldPoint[] points = [.. tumours
            .SelectMany(tumour =>
                TumourShape.SurfacePoints(tumour.Shape).Select(point => pose.Apply(Point(tumour.Place + point * tumour.Scale))))
            .OrderBy(point => point.Z)];
        double height = SameHeight * tumours.Max(tumour => tumour.Scale), longest = 0;
        for (int i = 0; i < points.Length; i++)
        {
            for (int j = i + 1; j < points.Length && points[j].Z - points[i].Z < height; j++)
            {
                double dx = points[i].X - points[j].X, dy = points[i].Y - points[j].Y;
                longest = Math.Max(longest, dx * dx + dy * dy);
            }
        }

        return Math.Sqrt(longest);
    }

    private static WorldPoint Point(Vector3 vector) => new(vector.X, vector.Y, vector.Z);
}
