using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Distances from places of a lattice to the nearest of given sites. Surfaces to be compared are mostly near each other, so each place looks
/// around itself first, row by row in the order of their distance; only when many sites are far away is the whole distance map made.
/// </summary>
internal sealed class NearestSites
{
    private const ushort None = ushort.MaxValue;

    // Rows looked at around one place before giving up on it, and rows looked at in all, per voxel of the lattice, before giving up searching.
    private const int MostRows = 600;
    private const double RowsPerVoxel = 0.5;

    private readonly Volume<bool> sites;
    private readonly ushort[] alongRow;
    private readonly (int Y, int Z, double Squared)[] offsets;
    private readonly double spacingX;

    /// <summary>Prepares the rows of a lattice of sites.</summary>
    /// <exception cref="ArgumentException">The axes of the grid are not at right angles.</exception>
    public NearestSites(Volume<bool> sites)
    {
        this.sites = sites;
        DistanceTransform.ExpectRightAngles(sites.Grid);
        Spacing spacing = sites.Grid.Spacing;
        spacingX = spacing.X;
        offsets = RowsAround(sites.Size, spacing);
        alongRow = GC.AllocateUninitializedArray<ushort>(sites.Array.Length);
        Size3 size = sites.Size;
        Parallel.For(0, size.Z, z =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                FillRow(sites.Row(y, z), alongRow.AsSpan(size.IndexOf(0, y, z), size.X));
            }
        });
    }

    /// <summary>The distance in mm from each place to the nearest site; +∞ when there is none.</summary>
    /// <param name="places">Places as indices into the lattice's voxels, ascending.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public double[] DistancesFrom(int[] places, CancellationToken cancellation)
    {
        double[] distances = new double[places.Length];
        if (!sites.Voxels.Contains(true))
        {
            distances.AsSpan().Fill(double.PositiveInfinity);
            return distances;
        }

        long budget = (long)(RowsPerVoxel * alongRow.Length) + MostRows, open = 0;
        const int Chunk = 4096;
        Parallel.For(0, (places.Length + Chunk - 1) / Chunk, new ParallelOptions { CancellationToken = cancellation }, chunk =>
        {
            for (int i = chunk * Chunk; i < Math.Min(places.Length, (chunk + 1) * Chunk); i++)
            {
                int rows = 0;
                distances[i] = Interlocked.Read(ref budget) > 0 ? Search(places[i], out rows) : double.NaN;
                if (double.IsNaN(distances[i]))
                {
                    Interlocked.Increment(ref open);
                }

                if (rows > 64)
                {
                    Interlocked.Add(ref budget, -rows);
                }
            }
        });
        return open == 0 ? distances : Completed(distances, places, cancellation);
    }

    // The rows of the lattice around (0, 0), nearest first.
    private static (int Y, int Z, double Squared)[] RowsAround(Size3 size, Spacing spacing)
    {
        double reach = Math.Sqrt(MostRows * spacing.Y * spacing.Z / Math.PI);
        int y = Math.Min(size.Y - 1, (int)(reach / spacing.Y) + 1), z = Math.Min(size.Z - 1, (int)(reach / spacing.Z) + 1);
        var around =
            from dz in Enumerable.Range(-z, (2 * z) + 1)
            from dy in Enumerable.Range(-y, (2 * y) + 1)
            let squared = (dy * spacing.Y * dy * spacing.Y) + (dz * spacing.Z * dz * spacing.Z)
            orderby squared
            select (dy, dz, squared);
        return [.. around.Take(MostRows)];
    }

    private static void FillRow(ReadOnlySpan<bool> row, Span<ushort> steps)
    {
        int first = row.IndexOf(true);
        steps.Fill(None);
        if (first < 0 || row.Length >= None)
        {
            return;
        }

        int since = None;
        for (int x = first; x < row.Length; x++)
        {
            since = row[x] ? 0 : since + 1;
            steps[x] = (ushort)Math.Min(since, None);
        }

        int until = None;
        for (int x = row.LastIndexOf(true); x >= 0; x--)
        {
            until = row[x] ? 0 : until + 1;
            steps[x] = (ushort)Math.Min(until, (int)steps[x]);
        }
    }

    // NaN when the rows around were not enough to know.
    private double Search(int place, out int rows)
    {
        Size3 size = sites.Size;
        (int x, int rest) = (place % size.X, place / size.X);
        (int y, int z) = (rest % size.Y, rest / size.Y);
        double nearest = double.PositiveInfinity;
        for (rows = 0; rows < offsets.Length; rows++)
        {
            (int dy, int dz, double squared) = offsets[rows];
            if (squared >= nearest)
            {
                return Math.Sqrt(nearest);
            }

            if ((uint)(y + dy) < (uint)size.Y && (uint)(z + dz) < (uint)size.Z)
            {
                int steps = alongRow[size.IndexOf(x, y + dy, z + dz)];
                double along = steps * spacingX, found = squared + (along * along);
                nearest = steps != None && found < nearest ? found : nearest;
            }
        }

        return double.NaN;
    }

    private double[] Completed(double[] distances, int[] places, CancellationToken cancellation)
    {
        Volume<float> all = DistanceTransform.To(sites, cancellation: cancellation);
        for (int i = 0; i < places.Length; i++)
        {
            distances[i] = double.IsNaN(distances[i]) ? all.Voxels[places[i]] : distances[i];
        }

        return distances;
    }
}
