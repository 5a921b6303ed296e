using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>The same deformation on a lattice of half the step: the two-scale relation of cubic B-splines (1, 4, 6, 4, 1 over 8).</summary>
internal static class LatticeRefinement
{
    /// <summary>
    /// The pulls on the fine lattice. Both lattices lie over the same scan, as <see cref="SplineLattice.Over"/> lays them.
    /// </summary>
    public static Vector256<double>[] Of(Size3 coarse, Vector256<double>[] pulls, Size3 fine)
    {
        var refined = new Vector256<double>[fine.Count];
        for (int z = 0; z < fine.Z; z++)
        {
            for (int y = 0; y < fine.Y; y++)
            {
                for (int x = 0; x < fine.X; x++)
                {
                    Vector256<double> sum = default;
                    foreach ((int k, double wz) in Parents(z, coarse.Z))
                    {
                        foreach ((int j, double wy) in Parents(y, coarse.Y))
                        {
                            foreach ((int i, double wx) in Parents(x, coarse.X))
                            {
                                sum += pulls[coarse.IndexOf(i, j, k)] * (wx * wy * wz);
                            }
                        }
                    }

                    refined[fine.IndexOf(x, y, z)] = sum;
                }
            }
        }

        return refined;
    }

    // Both lattices begin one of their own steps before the scan: an odd point of the fine one lies on a coarse one.
    private static (int At, double Weight)[] Parents(int fine, int count)
    {
        int Held(int at) => Math.Clamp(at, 0, count - 1);
        int middle = (fine + 1) / 2;
        return fine % 2 == 1
            ? [(Held(middle - 1), 0.125), (Held(middle), 0.75), (Held(middle + 1), 0.125)]
            : [(Held(middle), 0.5), (Held(middle + 1), 0.5)];
    }
}
