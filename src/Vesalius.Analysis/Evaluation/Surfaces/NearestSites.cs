using System.Buffers;
using System.Runtime.CompilerServices;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Distances from places of a lattice to the nearest of given sites. Surfaces to be compared are mostly near each other, so each place looks
/// around itself first, row by row in the order of their distance; only when many sites are far away is the whole distance map made.
/// </summary>
internal sealed class NearestSites : IDisposable
{
    private const ushort None = ushort.MaxValue;

    // Rows looked at around one place before giving up on it, and rows looked at in all, per voxel of the lattice, before giving up searching.
    private const int MostRows = 600;
    private const double RowsPerVoxel = 0.5;

    private readonly Volume<bool> sites;
    private readonly ushort[] alongRow;
    private readonly (int Y, int Z, double Squared)[] offsets;
    private readonly double spacingX;

    // 0, 1, 2, … and …, 2, 1: as many as a row is long.
    private readonly ushort[] rising, falling;

    /// <summary>Prepares the rows of a lattice of sites.</summary>
    /// <exception cref="ArgumentException">The axes of the grid are not at right angles.</exception>
    public NearestSites(Volume<bool> sites)
    {
        this.sites = sites;
        DistanceTransform.ExpectRightAngles(sites.Grid);
        Spacing spacing = sites.Grid.Spacing;
        spacingX = spacing.X;
        offsets = RowsAround(sites.Size, spacing);
        rising = [.. Enumerable.Range(0, Math.Min(sites.Size.X, None) + 1).Select(step => (ushort)step)];
        falling = [.. rising.Reverse().SkipLast(1)];
        alongRow = ArrayPool<ushort>.Shared.Rent(sites.Array.Length);
        Size3 size = sites.Size;
        Parallel.For(0, size.Z, z =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                FillRow(sites.Row(y, z), alongRow.AsSpan(size.IndexOf(0, y, z), size.X));
            }
        });
    }

    /// <summary>Gives the memory of the rows back.</summary>
    public void Dispose() => ArrayPool<ushort>.Shared.Return(alongRow);

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

        long budget = (long)(RowsPerVoxel * sites.Array.Length) + MostRows, open = 0;
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
        var around = new (int, int, double)[((2 * z) + 1) * ((2 * y) + 1)];
        double[] squared = new double[around.Length];
        for (int dz = -z, i = 0; dz <= z; dz++)
        {
            for (int dy = -y; dy <= y; dy++, i++)
            {
                squared[i] = (dy * spacing.Y * dy * spacing.Y) + (dz * spacing.Z * dz * spacing.Z);
                around[i] = (dy, dz, squared[i]);
            }
        }

        Array.Sort(squared, around);
        return around[..Math.Min(MostRows, around.Length)];
    }

    // The steps to the nearest site of the row. The gap between two sites is half a rise and half a fall, both copied from a table.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(ReadOnlySpan<bool> row, Span<ushort> steps)
    {
        int site = row.IndexOf(true), before = -1;
        if (site < 0 || row.Length >= None)
        {
            steps.Fill(None);
            return;
        }

        ReadOnlySpan<ushort> rise = rising.AsSpan(1), fall = falling;
        while (site >= 0)
        {
            Span<ushort> gap = steps[(before + 1)..site];
            int half = before < 0 ? 0 : gap.Length / 2;
            rise[..half].CopyTo(gap);
            fall[^(gap.Length - half)..].CopyTo(gap[half..]);
            steps[site] = 0;
            before = site;
            int next = row[(site + 1)..].IndexOf(true);
            site = next < 0 ? -1 : site + 1 + next;
        }

        rise[..(row.Length - before - 1)].CopyTo(steps[(before + 1)..]);
    }

    // NaN when the rows around were not enough to know.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
