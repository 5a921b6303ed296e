using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Distances to the nearest site by vectors handed on from voxel to voxel (Danielsson 1980, four neighbours a pass): a voxel takes over
/// its neighbour's vector, one step longer, when that is shorter than its own. Down and up through the slices, within a slice down and up
/// through the rows, within a row forth and back. The vector is not always that of the nearest site, so distances may be too large.
/// </summary>
internal sealed class VectorPropagation
{
    private const float None = float.MaxValue;

    private readonly Size3 size;
    private readonly float squareX, squareY, squareZ;
    private readonly (float X, float Y, float Z)[] steps;

    /// <summary>Finds the vectors of a whole lattice.</summary>
    public VectorPropagation(Volume<bool> sites, CancellationToken cancellation)
    {
        size = sites.Size;
        Spacing spacing = sites.Grid.Spacing;
        (squareX, squareY, squareZ) = (Square(spacing.X), Square(spacing.Y), Square(spacing.Z));
        steps = Array.ConvertAll(sites.Array, isSite => isSite ? (0f, 0f, 0f) : (None, 0f, 0f));
        AcrossSlice(0);
        for (int z = 1; z < size.Z; z++)
        {
            cancellation.ThrowIfCancellationRequested();
            Between(z - 1, z);
        }

        for (int z = size.Z - 2; z >= 0; z--)
        {
            cancellation.ThrowIfCancellationRequested();
            Between(z + 1, z);
        }
    }

    /// <summary>The distance in mm from each place to the site its vector leads to; +∞ when there is no site.</summary>
    /// <param name="places">Places as indices into the lattice's voxels.</param>
    public double[] DistancesFrom(int[] places) =>
        [.. places.Select(place => steps[place].X == None ? double.PositiveInfinity : MathF.Sqrt(SquaredLength(steps[place])))];

    // In single precision throughout: which of two nearly equal vectors is kept decides what is handed on.
    private static float Square(double spacing) => (float)spacing * (float)spacing;

    private float SquaredLength((float X, float Y, float Z) v) => (v.X * v.X * squareX) + (v.Y * v.Y * squareY) + (v.Z * v.Z * squareZ);

    private void Between(int fromZ, int toZ)
    {
        for (int i = 0; i < size.X * size.Y; i++)
        {
            HandOn(i + (fromZ * size.X * size.Y), i + (toZ * size.X * size.Y), (0, 0, 1));
        }

        AcrossSlice(toZ);
    }

    private void AcrossSlice(int z)
    {
        AlongRow(0, z);
        for (int y = 1; y < size.Y; y++)
        {
            BetweenRows(y - 1, y, z);
        }

        for (int y = size.Y - 2; y >= 0; y--)
        {
            BetweenRows(y + 1, y, z);
        }
    }

    private void BetweenRows(int fromY, int toY, int z)
    {
        for (int x = 0; x < size.X; x++)
        {
            HandOn(size.IndexOf(x, fromY, z), size.IndexOf(x, toY, z), (0, 1, 0));
        }

        AlongRow(toY, z);
    }

    private void AlongRow(int y, int z)
    {
        int start = size.IndexOf(0, y, z);
        for (int x = 1; x < size.X; x++)
        {
            HandOn(start + x - 1, start + x, (1, 0, 0));
        }

        for (int x = size.X - 2; x >= 0; x--)
        {
            HandOn(start + x + 1, start + x, (1, 0, 0));
        }
    }

    private void HandOn(int from, int to, (float X, float Y, float Z) step)
    {
        (float X, float Y, float Z) old = steps[from];
        if (old.X == None)
        {
            return;
        }

        (float, float, float) longer = (old.X + step.X, old.Y + step.Y, old.Z + step.Z);
        if (steps[to].X == None || SquaredLength(longer) < SquaredLength(steps[to]))
        {
            steps[to] = longer;
        }
    }
}
