using System.Runtime.CompilerServices;

namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The surface of a mask as a mesh (Lorensen and Cline 1987), always watertight and manifold: voxels that touch only by an edge or a corner
/// get surfaces of their own. What lies outside the grid counts as unset, so the surface is closed at the border.
/// </summary>
public static class MarchingCubes
{
    /// <summary>
    /// The surface halfway between the voxel centres inside and outside, in the patient (LPS+ mm), facing outwards. Empty for an empty mask.
    /// </summary>
    public static Mesh Surface(Volume<bool> mask, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var vertices = new EdgeVertices(mask.Size, mask.Grid.Affine);
        var triangles = new List<Triangle>();
        var columns = new byte[mask.Size.X + 2];
        for (int z = -1; z < mask.Size.Z; z++)
        {
            cancellation.ThrowIfCancellationRequested();
            vertices.BeginLayer(z);
            for (int y = -1; y < mask.Size.Y; y++)
            {
                if (CellCodes.CollectRows(mask, y, z, columns))
                {
                    AddRow(triangles, vertices, columns, (y, z));
                }
            }
        }

        return new Mesh(vertices.ToArray(), FacingOutwards(triangles, mask.Grid.Affine));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(List<Triangle> triangles, EdgeVertices vertices, byte[] columns, (int Y, int Z) row)
    {
        for (int i = CellCodes.NextWithSurface(columns, 0); i + 1 < columns.Length; i = CellCodes.NextWithSurface(columns, i + 1))
        {
            int code = columns[i] | columns[i + 1] << 1;
            ReadOnlySpan<byte> edges = CellTriangles.Of(code);
            for (int t = 0; t < edges.Length; t += 3)
            {
                triangles.Add(new Triangle(
                    vertices.At(edges[t], i - 1, row), vertices.At(edges[t + 1], i - 1, row), vertices.At(edges[t + 2], i - 1, row)));
            }
        }
    }

    private static Triangle[] FacingOutwards(List<Triangle> triangles, Affine affine) =>
        affine.Determinant < 0 ? [.. triangles.Select(t => new Triangle(t.A, t.C, t.B))] : [.. triangles];
}
