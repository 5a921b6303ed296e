using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// The form of a tumour: a star-shaped solid, given by its radius in every direction from its inner point. Lengths are relative, so the same
/// form serves while the tumour grows. Volume, centre of mass and diameter are integrals and maxima of that radius, not counts of voxels.
/// </summary>
internal sealed class TumourShape
{
    private static readonly Vector3[] Fine = SphereLattice(4096);
    private static readonly Vector3[] Coarse = SphereLattice(900);

    private readonly Vector3 inverseAxes;
    private readonly Waves lumps;
    private readonly (Vector3 Direction, float Height)[] spikes;
    private readonly float sharpness;

    public TumourShape(Random random, bool spiculated)
    {
        inverseAxes = Vector3.One / random.Scaled(Vector3.One, 0.18);
        lumps = Waves.Draw(random, 5, new PhantomRange(1.2, 3), spiculated ? 0.09 : 0.06);
        int count = spiculated ? random.Next(6, 11) : 0;
        spikes = [.. Enumerable.Range(0, count).Select(_ => (random.Direction(), random.Between(0.35, 0.75)))];
        sharpness = random.Between(16, 26);

        float[] radii = [.. Fine.Select(RadiusAlong)];
        (LeastRadius, GreatestRadius) = (radii.Min() * 0.98f, radii.Max() * 1.02f);
        Volume = 4 * Math.PI / 3 * radii.Average(radius => Math.Pow(radius, 3));
        Centroid = CentreOfMass(radii) * (float)(Math.PI / Volume);
        Diameter = LongestChord();
        IsSpiculated = spiculated;
    }

    public bool IsSpiculated { get; }

    /// <summary>A radius that the surface nowhere undercuts.</summary>
    public float LeastRadius { get; }

    /// <summary>A radius that the surface nowhere exceeds.</summary>
    public float GreatestRadius { get; }

    /// <summary>The volume at scale 1.</summary>
    public double Volume { get; }

    /// <summary>The centre of mass at scale 1, seen from the inner point.</summary>
    public Vector3 Centroid { get; }

    /// <summary>The greatest distance between two points of the surface at scale 1.</summary>
    public double Diameter { get; }

    /// <summary>The radius along a unit vector at scale 1.</summary>
    public float RadiusAlong(Vector3 direction)
    {
        float radius = (1 + lumps.HeightAt(direction)) / (direction * inverseAxes).Length();
        foreach ((Vector3 axis, float height) in spikes)
        {
            float nearness = sharpness * (Vector3.Dot(direction, axis) - 1);
            radius += nearness > -8 ? height * MathF.Exp(nearness) : 0;
        }

        return radius;
    }

    /// <summary>Evenly spread points of the surface at scale 1.</summary>
    public static IEnumerable<Vector3> SurfacePoints(TumourShape shape) => Coarse.Select(direction => direction * shape.RadiusAlong(direction));

    private static Vector3 CentreOfMass(float[] radii)
    {
        Vector3 sum = default;
        for (int i = 0; i < radii.Length; i++)
        {
            sum += Fine[i] * MathF.Pow(radii[i], 4);
        }

        return sum / radii.Length;
    }

    private double LongestChord()
    {
        Vector3[] coarse = [.. SurfacePoints(this)], fine = [.. Fine.Select(direction => direction * RadiusAlong(direction))];
        (Vector3 from, Vector3 to) = (coarse[0], coarse[0]);
        foreach (Vector3 start in coarse)
        {
            Vector3 end = Farthest(coarse, start);
            if (Vector3.DistanceSquared(start, end) > Vector3.DistanceSquared(from, to))
            {
                (from, to) = (start, end);
            }
        }

        to = Farthest(fine, from);
        from = Farthest(fine, to);
        return Vector3.Distance(from, Farthest(fine, from));
    }

    private static Vector3 Farthest(Vector3[] points, Vector3 from)
    {
        Vector3 best = from;
        foreach (Vector3 point in points)
        {
            if (Vector3.DistanceSquared(point, from) > Vector3.DistanceSquared(best, from))
            {
                best = point;
            }
        }

        return best;
    }

    /// <summary>Directions along a golden spiral, each standing for the same part of the sphere.</summary>
    private static Vector3[] SphereLattice(int count)
    {
        double golden = Math.PI * (3 - Math.Sqrt(5));
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double z = 1 - (2 * i + 1.0) / count, radius = Math.Sqrt(1 - z * z);
            return new Vector3((float)(radius * Math.Cos(golden * i)), (float)(radius * Math.Sin(golden * i)), (float)z);
        })];
    }
}
