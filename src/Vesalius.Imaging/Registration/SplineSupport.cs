using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>The 4×4×4 control points that a place of a cubic B-spline depends on. Those outside the lattice pull nothing.</summary>
internal readonly struct SplineSupport
{
    private readonly Size3 size;
    private readonly (int X, int Y, int Z) first;
    private readonly Vector256<double> x, y, z;
    private readonly (double X, double Y, double Z) within;

    /// <summary>The support of a place in steps of the lattice.</summary>
    public SplineSupport(Size3 size, double x, double y, double z)
    {
        this.size = size;
        (double fx, double fy, double fz) = (Math.Floor(Held(x)), Math.Floor(Held(y)), Math.Floor(Held(z)));
        first = ((int)fx - 1, (int)fy - 1, (int)fz - 1);
        within = (Held(x) - fx, Held(y) - fy, Held(z) - fz);
        (this.x, this.y, this.z) = (Weights(within.X), Weights(within.Y), Weights(within.Z));
    }

    /// <summary>The weighted sum of the pulls.</summary>
    public Vector256<double> Sum(Vector256<double>[] pulls) => Sum(pulls, x, y, z);

    /// <summary>How the weighted sum changes per step along each axis of the lattice.</summary>
    public (WorldVector X, WorldVector Y, WorldVector Z) Slopes(Vector256<double>[] pulls)
    {
        static WorldVector Vector(Vector256<double> v) => new(v[0], v[1], v[2]);
        return (Vector(Sum(pulls, SlopeWeights(within.X), y, z)), Vector(Sum(pulls, x, SlopeWeights(within.Y), z)),
            Vector(Sum(pulls, x, y, SlopeWeights(within.Z))));
    }

    /// <summary>Adds a vector to the control points, each by its weight.</summary>
    public void AddInPlace(Vector256<double>[] sums, Vector256<double> pull)
    {
        for (int k = 0; k < 4; k++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (!IsRow(j, k, out int row))
                {
                    continue;
                }

                Vector256<double> part = pull * (y[j] * z[k]);
                for (int i = 0; i < 4; i++)
                {
                    if ((uint)(first.X + i) < (uint)size.X)
                    {
                        sums[row + i] += part * x[i];
                    }
                }
            }
        }
    }

    private Vector256<double> Sum(Vector256<double>[] pulls, Vector256<double> ofX, Vector256<double> ofY, Vector256<double> ofZ)
    {
        Vector256<double> sum = default;
        for (int k = 0; k < 4; k++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (!IsRow(j, k, out int row))
                {
                    continue;
                }

                Vector256<double> line = default;
                for (int i = 0; i < 4; i++)
                {
                    if ((uint)(first.X + i) < (uint)size.X)
                    {
                        line += pulls[row + i] * ofX[i];
                    }
                }

                sum += line * (ofY[j] * ofZ[k]);
            }
        }

        return sum;
    }

    private bool IsRow(int j, int k, out int row)
    {
        row = size.IndexOf(first.X, first.Y + j, first.Z + k);
        return (uint)(first.Y + j) < (uint)size.Y && (uint)(first.Z + k) < (uint)size.Z;
    }

    // Far outside every lattice, where nothing is pulled, a place need not be told apart.
    private static double Held(double place) => double.IsNaN(place) ? -1e6 : Math.Clamp(place, -1e6, 1e6);

    private static Vector256<double> Weights(double t)
    {
        double u = 1 - t;
        return Vector256.Create(u * u * u, 3 * t * t * t - 6 * t * t + 4, 3 * u * u * u - 6 * u * u + 4, t * t * t) * (1.0 / 6);
    }

    private static Vector256<double> SlopeWeights(double t)
    {
        double u = 1 - t;
        return Vector256.Create(-u * u, 3 * t * t - 4 * t, 4 * u - 3 * u * u, t * t) * 0.5;
    }
}
