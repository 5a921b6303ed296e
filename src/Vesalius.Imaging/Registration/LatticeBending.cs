using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// How much a deformation bends: the mean square of the second differences of its control points, per step of the lattice, as in a thin
/// plate. Shifts, turns and stretches of the whole cost nothing.
/// </summary>
internal static class LatticeBending
{
    /// <summary>The bending without unit, and, added to a slope, its change with each control point times a factor.</summary>
    public static double AddSlopeInPlace(Grid lattice, Vector256<double>[] pulls, Vector256<double>[] slope, double factor)
    {
        double scale = 1 / (lattice.Spacing.X * lattice.Spacing.X * pulls.Length), sum = 0;
        Size3 size = lattice.Size;
        int[] steps = [1, size.X, size.X * size.Y];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    int i = size.IndexOf(x, y, z);
                    (int X, int Y, int Z) room = (size.X - 1 - x, size.Y - 1 - y, size.Z - 1 - z);
                    sum += x > 0 && room.X > 0 ? Along(i, steps[0]) : 0;
                    sum += y > 0 && room.Y > 0 ? Along(i, steps[1]) : 0;
                    sum += z > 0 && room.Z > 0 ? Along(i, steps[2]) : 0;
                    sum += room.X > 0 && room.Y > 0 ? Across(i, steps[0], steps[1]) : 0;
                    sum += room.X > 0 && room.Z > 0 ? Across(i, steps[0], steps[2]) : 0;
                    sum += room.Y > 0 && room.Z > 0 ? Across(i, steps[1], steps[2]) : 0;
                }
            }
        }

        return sum * scale;

        double Along(int i, int step)
        {
            Vector256<double> bend = pulls[i - step] - pulls[i] * 2 + pulls[i + step], part = bend * (2 * scale * factor);
            slope[i - step] += part;
            slope[i] -= part * 2;
            slope[i + step] += part;
            return Vector256.Dot(bend, bend);
        }

        double Across(int i, int one, int other)
        {
            Vector256<double> bend = pulls[i] - pulls[i + one] - pulls[i + other] + pulls[i + one + other];
            Vector256<double> part = bend * (4 * scale * factor);
            slope[i] += part;
            slope[i + one] -= part;
            slope[i + other] -= part;
            slope[i + one + other] += part;
            return 2 * Vector256.Dot(bend, bend);
        }
    }
}
