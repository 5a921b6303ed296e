using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Reporting;

/// <summary>The structures of a label map as surfaces for a page: few triangles, and glass around what lies inside others.</summary>
public static class SurfaceModel
{
    private const int MostVoxels = 3_000_000, MostTriangles = 8_000;

    private const double Glass = 0.3;

    /// <summary>
    /// A surface for each structure that has voxels, in the order of the table. Large ones are made on a coarser grid and thinned out
    /// towards 8,000 triangles, as far as half a voxel lets: they are for the eye; sizes are taken from the labels.
    /// </summary>
    /// <param name="labels">The label map, of three dimensions; a planar one has no surfaces.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IReadOnlyList<ModelPart> Of(LabelMap labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Of(labels, labels.Table, cancellation);
    }

    /// <summary>A surface for some of the structures.</summary>
    internal static IReadOnlyList<ModelPart> Of(LabelMap labels, IEnumerable<Label> structures, CancellationToken cancellation)
    {
        if (labels.Grid.Dimensions < 3)
        {
            return [];
        }

        var parts = new List<(ModelPart Part, VoxelBox Box, double VolumeMm3)>();
        foreach (Label label in structures)
        {
            Volume<bool> mask = labels.Mask(label);
            if (VoxelBox.Around(mask) is { } box)
            {
                Mesh mesh = SurfaceOf(Coarse(box.Within(mask.Size, (1, 1, 1)).Cut(mask)), cancellation);
                parts.Add((new ModelPart(mesh, label.Name, label.Color), box, mesh.VolumeMm3));
            }
        }

        return
        [
            .. parts.Where(one => one.Part.Mesh.Triangles.Length > 0).Select(one =>
                parts.Any(other => other.VolumeMm3 < one.VolumeMm3 && HoldsMiddleOf(one.Box, other.Box))
                    ? one.Part with { Opacity = Glass } : one.Part),
        ];
    }

    private static bool HoldsMiddleOf(VoxelBox box, VoxelBox other)
    {
        (int x, int y, int z) = ((other.FirstX + other.LastX) / 2, (other.FirstY + other.LastY) / 2, (other.FirstZ + other.LastZ) / 2);
        return x >= box.FirstX && x <= box.LastX && y >= box.FirstY && y <= box.LastY && z >= box.FirstZ && z <= box.LastZ;
    }

    // Not further from the surface than half a voxel; only where that leaves more vertices than a page can number.
    private static Mesh SurfaceOf(Volume<bool> mask, CancellationToken cancellation)
    {
        Mesh mesh = new ConstrainedSmoothing { Rounds = 30 }.Of(mask, cancellation);
        Spacing spacing = mask.Grid.Spacing;
        double error = Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z)) / 2;
        while (mesh.Triangles.Length > MostTriangles)
        {
            mesh = new MeshDecimation { Triangles = MostTriangles, MaximumErrorMm = error }.Apply(mesh, cancellation);
            if (mesh.Vertices.Length <= ushort.MaxValue)
            {
                break;
            }

            error *= 2;
        }

        return mesh;
    }

    private static Volume<bool> Coarse(Volume<bool> mask)
    {
        double factor = Math.Cbrt((double)mask.Size.Count / MostVoxels);
        Spacing now = mask.Grid.Spacing;
        return factor <= 1 ? mask
            : Resampling.Onto(mask, mask.Grid.WithSpacing(new Spacing(now.X * factor, now.Y * factor, now.Z * factor)));
    }
}
