namespace Vesalius.Imaging.Surfaces;

/// <summary>Which vertices of a mesh hang together by triangles.</summary>
internal static class MeshParts
{
    /// <summary>For each vertex the number of a vertex that stands for its part.</summary>
    public static int[] Of(Mesh mesh)
    {
        int[] parents = [.. Enumerable.Range(0, mesh.Vertices.Length)];
        int Root(int vertex)
        {
            while (parents[vertex] != vertex)
            {
                vertex = parents[vertex] = parents[parents[vertex]];
            }

            return vertex;
        }

        foreach (Triangle t in mesh.Triangles)
        {
            parents[Root(t.B)] = Root(t.A);
            parents[Root(t.C)] = Root(t.A);
        }

        return [.. Enumerable.Range(0, parents.Length).Select(Root)];
    }
}
