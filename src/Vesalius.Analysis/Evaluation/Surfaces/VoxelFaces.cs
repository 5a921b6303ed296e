using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// The outside of the voxels of a mask: every voxel face (pixel edge) between inside and outside, in mm from the corner of the first voxel.
/// </summary>
internal sealed class VoxelFaces
{
    private readonly Grid grid;
    private readonly AxisBox[] faces;
    private readonly Lazy<BoxTree> tree;

    private VoxelFaces(Grid grid, AxisBox[] faces)
    {
        this.grid = grid;
        this.faces = faces;
        tree = new Lazy<BoxTree>(() => new BoxTree([.. faces]));
    }

    /// <summary>The faces of a mask; beyond its box is outside.</summary>
    public static VoxelFaces Of(Grid grid, byte[] mask)
    {
        Size3 size = grid.Size;
        var faces = new List<AxisBox>();
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = mask.AsSpan(size.IndexOf(0, y, z), size.X).IndexOf((byte)1); (uint)x < (uint)size.X; x++)
                {
                    AddFaces(grid, mask, (x, y, z), faces);
                }
            }
        }

        return new VoxelFaces(grid, [.. faces]);
    }

    /// <summary>
    /// The distances from the two triangles of every face, taken at their centroids and weighing half the face each, to the nearest point
    /// of the other faces. In 2-D every edge is taken once, at its middle.
    /// </summary>
    public DirectedDistances DistancesTo(VoxelFaces other, CancellationToken cancellation)
    {
        int samples = grid.Dimensions == 2 ? 1 : 2;
        double[] distances = new double[faces.Length * samples], weights = new double[distances.Length];
        BoxTree target = other.tree.Value;
        const int Chunk = 1024;
        Parallel.For(0, (faces.Length + Chunk - 1) / Chunk, new ParallelOptions { CancellationToken = cancellation }, chunk =>
        {
            // A neighbour's distance bounds that of the next place: they differ by no more than the way between them.
            double known = double.PositiveInfinity;
            (double X, double Y, double Z) last = default;
            for (int i = chunk * Chunk * samples; i < Math.Min(faces.Length, (chunk + 1) * Chunk) * samples; i++)
            {
                AxisBox face = faces[i / samples];
                (double X, double Y, double Z) at = samples == 1 ? face.Middle : Centroid(face, i % 2 == 0);
                known += Math.Sqrt(Square(at.X - last.X) + Square(at.Y - last.Y) + Square(at.Z - last.Z));
                known = distances[i] = target.DistanceFrom(at.X, at.Y, at.Z, known);
                weights[i] = face.Extent / samples;
                last = at;
            }
        });
        return DirectedDistances.Of(distances, weights);
    }

    /// <summary>The distance in mm from the centre of a voxel to the nearest point of the faces; +∞ when there are none.</summary>
    public double DistanceFromCentre(int x, int y, int z)
    {
        Spacing s = grid.Spacing;
        return tree.Value.DistanceFrom((x + 0.5) * s.X, (y + 0.5) * s.Y, grid.Dimensions == 2 ? 0 : (z + 0.5) * s.Z);
    }

    private static double Square(double value) => value * value;

    // The face is cut along the diagonal that leaves its low corner in one triangle and its high corner in the other.
    private static (double X, double Y, double Z) Centroid(AxisBox face, bool isFirst)
    {
        double part = isFirst ? 1.0 / 3 : 2.0 / 3;
        return (face.X0 + (part * (face.X1 - face.X0)), face.Y0 + (part * (face.Y1 - face.Y0)), face.Z0 + (part * (face.Z1 - face.Z0)));
    }

    private static void AddFaces(Grid grid, byte[] mask, (int X, int Y, int Z) at, List<AxisBox> faces)
    {
        Size3 size = grid.Size;
        int place = size.IndexOf(at.X, at.Y, at.Z);
        if (mask[place] == 0)
        {
            return;
        }

        Spacing s = grid.Spacing;
        bool isPlanar = grid.Dimensions == 2;
        (double low, double high) = isPlanar ? (0, 0) : (at.Z * s.Z, (at.Z + 1) * s.Z);
        var voxel = new AxisBox(at.X * s.X, at.Y * s.Y, low, (at.X + 1) * s.X, (at.Y + 1) * s.Y, high);
        AddIf(at.X == 0 || mask[place - 1] == 0, voxel with { X1 = voxel.X0 });
        AddIf(at.X == size.X - 1 || mask[place + 1] == 0, voxel with { X0 = voxel.X1 });
        AddIf(at.Y == 0 || mask[place - size.X] == 0, voxel with { Y1 = voxel.Y0 });
        AddIf(at.Y == size.Y - 1 || mask[place + size.X] == 0, voxel with { Y0 = voxel.Y1 });
        AddIf(!isPlanar && (at.Z == 0 || mask[place - (size.X * size.Y)] == 0), voxel with { Z1 = voxel.Z0 });
        AddIf(!isPlanar && (at.Z == size.Z - 1 || mask[place + (size.X * size.Y)] == 0), voxel with { Z0 = voxel.Z1 });

        void AddIf(bool isOutside, AxisBox face)
        {
            if (isOutside)
            {
                faces.Add(face);
            }
        }
    }
}
