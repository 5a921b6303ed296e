namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The sum of squared distances to planes, each weighted by the area it stands for: <c>vᵀ A v + 2 b·v + c</c> (Garland and Heckbert 1997).
/// </summary>
internal readonly record struct Quadric(
    double XX, double XY, double XZ, double YY, double YZ, double ZZ, WorldVector B, double C, double Weight)
{
    /// <summary>The plane through a point.</summary>
    /// <param name="normal">Its normal, of length 1.</param>
    /// <param name="point">The point, in mm.</param>
    /// <param name="weight">Its weight, in mm².</param>
    public static Quadric Plane(WorldVector normal, WorldVector point, double weight)
    {
        double d = -normal.Dot(point);
        return new Quadric(
            weight * normal.X * normal.X, weight * normal.X * normal.Y, weight * normal.X * normal.Z,
            weight * normal.Y * normal.Y, weight * normal.Y * normal.Z, weight * normal.Z * normal.Z,
            normal * (weight * d), weight * d * d, weight);
    }

    /// <summary>Both sums together.</summary>
    public static Quadric operator +(Quadric a, Quadric b) => new(
        a.XX + b.XX, a.XY + b.XY, a.XZ + b.XZ, a.YY + b.YY, a.YZ + b.YZ, a.ZZ + b.ZZ, a.B + b.B, a.C + b.C, a.Weight + b.Weight);

    /// <summary>The sum at a place, in mm⁴; never below 0.</summary>
    public double At(WorldVector v) => Math.Max(0, v.Dot(Times(v)) + (2 * B.Dot(v)) + C);

    /// <summary>The root of the mean square distance to the planes at a place, in mm.</summary>
    public double DistanceMm(WorldVector v) => Weight > 0 ? Math.Sqrt(At(v) / Weight) : 0;

    /// <summary>
    /// The place of the least sum on the plane <c>normal·v = offset</c>; without that condition when the normal vanishes. A small pull
    /// towards a given place decides where the planes leave it open.
    /// </summary>
    public WorldVector LeastOn(WorldVector normal, double offset, WorldVector near)
    {
        double pull = 1e-9 * (XX + YY + ZZ) + double.Epsilon;
        Quadric held = this with { XX = XX + pull, YY = YY + pull, ZZ = ZZ + pull };
        WorldVector free = held.Solve((near * pull) - B), along = held.Solve(normal);
        double slope = normal.Dot(along);
        return slope > 1e-12 * normal.Length * along.Length && slope > 0 ? free - (along * ((normal.Dot(free) - offset) / slope)) : free;
    }

    private WorldVector Times(WorldVector v) =>
        new((XX * v.X) + (XY * v.Y) + (XZ * v.Z), (XY * v.X) + (YY * v.Y) + (YZ * v.Z), (XZ * v.X) + (YZ * v.Y) + (ZZ * v.Z));

    // By Cholesky: the matrix is symmetric and, thanks to the pull, positive.
    private WorldVector Solve(WorldVector right)
    {
        double a = Math.Sqrt(XX), b = XY / a, c = XZ / a, d = Math.Sqrt(Math.Max(YY - (b * b), double.Epsilon));
        double e = (YZ - (b * c)) / d, f = Math.Sqrt(Math.Max(ZZ - (c * c) - (e * e), double.Epsilon));
        double p = right.X / a, q = (right.Y - (b * p)) / d, r = (right.Z - (c * p) - (e * q)) / f;
        double z = r / f, y = (q - (e * z)) / d, x = (p - (b * y) - (c * z)) / a;
        return new WorldVector(x, y, z);
    }
}
