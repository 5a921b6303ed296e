using System.Runtime.CompilerServices;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The vertices of a surface while it is being made layer by layer: one for each edge between neighbouring voxel centres that it crosses,
/// however many cells share the edge.
/// </summary>
internal sealed class EdgeVertices
{
    private static readonly (int Axis, int X, int Y, int Z)[] Edges = [.. Enumerable.Range(0, CellGeometry.EdgeCount).Select(edge =>
    {
        int from = CellGeometry.Ends(edge).From;
        return (edge / 4, from & 1, from >> 1 & 1, from >> 2);
    })];

    private readonly Affine affine;
    private readonly int width;
    private readonly List<WorldPoint> points = [];

    /// <summary>Vertex numbers plus one, by axis and by whether z is even or odd; 0 where there is none yet.</summary>
    private readonly int[][] numbers;

    public EdgeVertices(Size3 size, Affine affine)
    {
        this.affine = affine;
        width = size.X + 2;
        long slice = (size.X + 2L) * (size.Y + 2L);
        if (slice > Array.MaxLength)
        {
            throw new ArgumentException(
                $"A slice of a mask of {size} voxels is too large for a surface. Crop it or use a coarser grid.", nameof(size));
        }

        numbers = [.. Enumerable.Range(0, 6).Select(_ => new int[slice])];
    }

    /// <summary>Starts with the cells between slice z and the next: forgets what lies two slices below.</summary>
    public void BeginLayer(int z)
    {
        int next = z + 1 & 1;
        Array.Clear(numbers[next]);
        Array.Clear(numbers[2 + next]);
        Array.Clear(numbers[4 + (z & 1)]);
    }

    /// <summary>The number of the vertex on an edge of a cell, made when it is met first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int At(int edge, int x, (int Y, int Z) row)
    {
        (int axis, int dx, int dy, int dz) = Edges[edge];
        int z = row.Z + dz;
        ref int number = ref numbers[2 * axis + (z & 1)][x + dx + 1 + width * (row.Y + dy + 1)];
        if (number == 0)
        {
            double half = 0.5;
            points.Add(affine.Apply(new VoxelPoint(
                x + dx + (axis == 0 ? half : 0), row.Y + dy + (axis == 1 ? half : 0), z + (axis == 2 ? half : 0))));
            number = points.Count;
        }

        return number - 1;
    }

    /// <summary>All vertices in the order of their numbers.</summary>
    public WorldPoint[] ToArray() => [.. points];
}
