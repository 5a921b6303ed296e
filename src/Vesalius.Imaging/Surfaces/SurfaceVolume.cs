using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Surfaces;

/// <summary>Gives smoothed surfaces the volume of the voxels they came from.</summary>
internal static class SurfaceVolume
{
    /// <summary>For each part of a mask that hangs together by faces its volume in mm³, and for each vertex of its surface the part (0
    /// for none).</summary>
    public static (double[] WantedMm3, int[] PartOf) PartsOf(Volume<bool> mask, VoxelPoint[] vertices)
    {
        ConnectedComponents parts = ConnectedComponents.Of(mask, Connectivity.Faces);
        double voxel = mask.Grid.VoxelVolumeMm3;
        return ([0, .. parts.Parts.Select(part => part.Voxels * voxel)],
            Array.ConvertAll(vertices, vertex => PartAt(parts.Labels, vertex)));
    }

    /// <summary>
    /// The mesh with the vertices of each part moved along their normals until it has its volume, each round at most so many mm: a speck that
    /// smoothing left almost without a surface would otherwise be thrown far away.
    /// </summary>
    public static Mesh Restored(Mesh mesh, (double[] WantedMm3, int[] PartOf) parts, int rounds, double mostMm)
    {
        for (int round = 0; round < rounds; round++)
        {
            double[] offsets = [.. Offsets(mesh, parts).Select(offset => Math.Clamp(offset, -mostMm, mostMm))];
            if (offsets.All(offset => offset == 0))
            {
                break;
            }

            mesh = Moved(mesh, parts.PartOf, offsets);
        }

        return mesh;
    }

    private static double[] Offsets(Mesh mesh, (double[] WantedMm3, int[] PartOf) parts)
    {
        double[] volumes = new double[parts.WantedMm3.Length], areas = new double[volumes.Length];
        foreach (Triangle t in mesh.Triangles)
        {
            WorldVector a = mesh.Vertices[t.A] - mesh.Vertices[0], b = mesh.Vertices[t.B] - mesh.Vertices[0],
                c = mesh.Vertices[t.C] - mesh.Vertices[0];
            int part = parts.PartOf[t.A];
            volumes[part] += a.Cross(b).Dot(c) / 6;
            areas[part] += (b - a).Cross(c - a).Length / 2;
        }

        return [.. volumes.Select((volume, part) => areas[part] > 0
            && Math.Abs(parts.WantedMm3[part] - volume) > 1e-6 * volume ? (parts.WantedMm3[part] - volume) / areas[part] : 0)];
    }

    private static Mesh Moved(Mesh mesh, int[] partOf, double[] offsets)
    {
        var normals = new WorldVector[mesh.Vertices.Length];
        foreach (Triangle t in mesh.Triangles)
        {
            WorldVector across = (mesh.Vertices[t.B] - mesh.Vertices[t.A]).Cross(mesh.Vertices[t.C] - mesh.Vertices[t.A]);
            normals[t.A] += across;
            normals[t.B] += across;
            normals[t.C] += across;
        }

        var vertices = new WorldPoint[normals.Length];
        for (int i = 0; i < vertices.Length; i++)
        {
            double length = normals[i].Length;
            vertices[i] = length > 0 ? mesh.Vertices[i] + normals[i] * (offsets[partOf[i]] / length) : mesh.Vertices[i];
        }

        return new Mesh(vertices, mesh.Triangles);
    }

    // Of the two voxels that a vertex lies between, one belongs to a part and the other to none.
    private static int PartAt(Volume<int> labels, VoxelPoint vertex)
    {
        VoxelEdge edge = VoxelEdge.Through(vertex);
        int At(int x, int y, int z) => labels.Size.Contains(x, y, z) ? labels[x, y, z] : 0;
        return Math.Max(At(edge.X, edge.Y, edge.Z), At(edge.NextX, edge.NextY, edge.NextZ));
    }
}
