using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The voxels within one step (diagonals included) of those that have a neighbour on the other side of a mask's boundary, as a list: the
/// only ones that a surface's place is read from. Each comes with the bound that the mask sets for a field that is a distance near the
/// boundary, positive inside: a voxel lies at least as deep as it is far from the nearest voxel of its own side at the boundary.
/// </summary>
internal sealed class BoundaryBandVoxels
{
    /// <summary>
    /// How a band's neighbours are kept: the six along the axes (down, up), then for xy, xz, yz the two along the diagonal.
    /// </summary>
    public const int NeighbourCount = 12;

    /// <summary>A voxel at the boundary lies at least this part of the smallest step beyond it: surfaces keep off voxel centres.</summary>
    private const float LeastDepth = 0.02f;

    private static readonly (int X, int Y, int Z)[] Neighbours =
    [
        (-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1),
        (1, 1, 0), (-1, -1, 0), (1, 0, 1), (-1, 0, -1), (0, 1, 1), (0, -1, -1),
    ];

    private readonly int[] places;

    /// <summary>The band of a mask that nowhere touches its grid's border.</summary>
    public BoundaryBandVoxels(Volume<bool> mask, CancellationToken cancellation)
    {
        Size3 size = mask.Size;
        (Volume<bool> inner, Volume<bool> outer, Volume<bool> band) = Sides(mask);
        double reach = 2 * new WorldVector(mask.Grid.Spacing.X, mask.Grid.Spacing.Y, mask.Grid.Spacing.Z).Length;
        Volume<float> insideDepth = DistanceTransform.To(inner, reach, cancellation);
        Volume<float> outsideDepth = DistanceTransform.To(outer, reach, cancellation);
        places = [.. Enumerable.Range(0, band.Array.Length).Where(i => band.Array[i])];
        var numbers = new int[band.Array.Length];
        Array.Fill(numbers, Count);
        for (int i = 0; i < Count; i++)
        {
            numbers[places[i]] = i;
        }

        float least = LeastDepth * (float)Math.Min(mask.Grid.Spacing.X, Math.Min(mask.Grid.Spacing.Y, mask.Grid.Spacing.Z));
        IsInside = [.. places.Select(at => mask.Array[at])];
        Depths = [.. places.Select(at => least + (mask.Array[at] ? insideDepth : outsideDepth).Array[at])];
        Near = NeighbourCount * (Count + 1L) <= Array.MaxLength
            ? new int[NeighbourCount * (Count + 1)]
            : throw new ArgumentException(
                $"A mask of {size} voxels has {Count:N0} at its surface, too many to be smoothed in memory. Crop it or use a coarser grid.",
                nameof(mask));
        Array.Fill(Near, Count);
        int[] steps = [.. Neighbours.Select(step => step.X + size.X * (step.Y + size.Y * step.Z))];
        Parallel.For(0, Count, i =>
        {
            for (int n = 0; n < NeighbourCount; n++)
            {
                int at = places[i] + steps[n];
                Near[NeighbourCount * i + n] = (uint)at < (uint)numbers.Length ? numbers[at] : Count;
            }
        });
    }

    /// <summary>How many voxels there are; also the number that stands for a voxel outside the band.</summary>
    public int Count => places.Length;

    /// <summary>Which voxels the mask holds.</summary>
    public bool[] IsInside { get; }

    /// <summary>How far at least each voxel lies from the boundary, in mm.</summary>
    public float[] Depths { get; }

    /// <summary>The numbers of each voxel's neighbours; <see cref="Count"/> for those outside the band.</summary>
    public int[] Near { get; }

    /// <summary>Values of the band laid out on the mask's grid; 0 elsewhere.</summary>
    public Volume<float> Spread(ReadOnlySpan<float> values, Grid grid)
    {
        var field = new Volume<float>(grid);
        for (int i = 0; i < Count; i++)
        {
            field.Array[places[i]] = values[i];
        }

        return field;
    }

    private static (Volume<bool> Inner, Volume<bool> Outer, Volume<bool> Band) Sides(Volume<bool> mask)
    {
        Size3 size = mask.Size;
        (var inner, var outer, var band) = (new Volume<bool>(mask.Grid), new Volume<bool>(mask.Grid), new Volume<bool>(mask.Grid));
        int[] steps = [1, size.X, size.X * size.Y];
        for (int z = 1; z < size.Z - 1; z++)
        {
            for (int y = 1; y < size.Y - 1; y++)
            {
                int row = size.IndexOf(0, y, z);
                for (int i = row + 1; i < row + size.X - 1; i++)
                {
                    if (IsAtBoundary(mask.Array, i, steps))
                    {
                        (mask.Array[i] ? inner : outer).Array[i] = true;
                        Mark(band.Array, i, steps);
                    }
                }
            }
        }

        return (inner, outer, band);
    }

    private static bool IsAtBoundary(bool[] mask, int i, int[] steps)
    {
        bool self = mask[i];
        foreach (int step in steps)
        {
            if (mask[i - step] != self || mask[i + step] != self)
            {
                return true;
            }
        }

        return false;
    }

    private static void Mark(bool[] band, int centre, int[] steps)
    {
        for (int z = -1; z <= 1; z++)
        {
            for (int y = -1; y <= 1; y++)
            {
                band.AsSpan(centre + z * steps[2] + y * steps[1] - 1, 3).Fill(true);
            }
        }
    }
}
