using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// Gives the surface of a field the volume of the voxels it came from: for each part of the mask that hangs together by faces, the level at
/// which the surface encloses that volume. Vertices stay on their voxel edges, so the surface cannot fold.
/// </summary>
internal sealed class SurfaceVolume
{
    private const int Rounds = 40;
    private const double Exact = 1e-6;

    private readonly Triangle[] triangles;
    private readonly VoxelEdge[] edges;
    private readonly int[] partOf;
    private readonly double[] wanted;

    /// <summary>A mask and the mesh of its surface; volumes are in voxels.</summary>
    public SurfaceVolume(Volume<bool> mask, Triangle[] triangles, VoxelEdge[] edges)
    {
        (this.triangles, this.edges) = (triangles, edges);
        ConnectedComponents parts = ConnectedComponents.Of(mask, Connectivity.Faces);
        wanted = [0, .. parts.Parts.Select(part => (double)part.Voxels)];
        partOf = Array.ConvertAll(edges, edge => PartAt(parts.Labels, edge));
    }

    /// <summary>The vertices in voxels of the mask, each part of them at the level that gives it its volume.</summary>
    /// <param name="place">Where an edge crosses a level.</param>
    /// <param name="farthest">Levels up to this far from 0 are tried.</param>
    public VoxelPoint[] Restored(Func<VoxelEdge, double, VoxelPoint> place, double farthest)
    {
        double[] level = new double[wanted.Length], low = new double[wanted.Length], high = new double[wanted.Length];
        Array.Fill(low, -farthest);
        Array.Fill(high, farthest);
        VoxelPoint[] vertices = Placed(place, level);
        for (int round = 0; round < Rounds; round++)
        {
            double[] volumes = Volumes(vertices);
            if (volumes.Zip(wanted).All(pair => Math.Abs(pair.First - pair.Second) <= Exact * pair.Second))
            {
                break;
            }

            for (int part = 0; part < level.Length; part++)
            {
                // The higher the level, the smaller the part.
                (low[part], high[part]) = volumes[part] > wanted[part] ? (level[part], high[part]) : (low[part], level[part]);
                level[part] = (low[part] + high[part]) / 2;
            }

            vertices = Placed(place, level);
        }

        return vertices;
    }

    private VoxelPoint[] Placed(Func<VoxelEdge, double, VoxelPoint> place, double[] level)
    {
        var vertices = new VoxelPoint[edges.Length];
        Parallel.For(0, vertices.Length, i => vertices[i] = place(edges[i], level[partOf[i]]));
        return vertices;
    }

    private double[] Volumes(VoxelPoint[] vertices)
    {
        double[] volumes = new double[wanted.Length];
        VoxelPoint origin = vertices[0];
        WorldVector From(int vertex) =>
            new(vertices[vertex].X - origin.X, vertices[vertex].Y - origin.Y, vertices[vertex].Z - origin.Z);
        foreach (Triangle t in triangles)
        {
            volumes[partOf[t.A]] += From(t.A).Cross(From(t.B)).Dot(From(t.C)) / 6;
        }

        // On a grid that is a mirror image, triangles that face outwards in the patient face inwards in voxels.
        return volumes.Sum() < 0 ? Array.ConvertAll(volumes, volume => -volume) : volumes;
    }

    // Of the two voxels that a vertex lies between, one belongs to a part and the other to none.
    private static int PartAt(Volume<int> labels, VoxelEdge edge)
    {
        int At(int x, int y, int z) => labels.Size.Contains(x, y, z) ? labels[x, y, z] : 0;
        return Math.Max(At(edge.X, edge.Y, edge.Z), At(edge.NextX, edge.NextY, edge.NextZ));
    }
}
