using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>The structures of a label map as surfaces to measure between, each made once.</summary>
internal sealed class PlanningScene(LabelMap labels, CancellationToken cancellation)
{
    private readonly Dictionary<Label, MeshDistance> surfaces = [];

    /// <summary>The grid of the labels.</summary>
    public Grid Grid => labels.Grid;

    /// <summary>The voxels of a structure, and of others that label maps cut out of it.</summary>
    public Volume<bool> Mask(Label label, params IEnumerable<Label> with)
    {
        Volume<bool> mask = labels.Mask(label);
        foreach (Label other in with.Where(one => one != label))
        {
            ReadOnlySpan<bool> own = labels.Mask(other).Voxels;
            for (int i = 0; i < own.Length; i++)
            {
                mask.Voxels[i] |= own[i];
            }
        }

        return mask;
    }

    /// <summary>The surface of a structure, made when it is first asked for.</summary>
    /// <exception cref="ArgumentException">The structure has no voxel.</exception>
    public MeshDistance Surface(Label label)
    {
        if (!surfaces.TryGetValue(label, out MeshDistance? surface))
        {
            surfaces.Add(label, surface = Surface(labels.Mask(label), label));
        }

        return surface;
    }

    /// <summary>The surface of a mask.</summary>
    /// <exception cref="ArgumentException">The mask has no voxel.</exception>
    public MeshDistance Surface(Volume<bool> mask, Label label)
    {
        VoxelBox box = VoxelBox.Around(mask) ?? throw new ArgumentException(
            $"'{label.Name}' (label {label.Value}) has no voxel, so no distance to it can be measured. Leave it out, or check the labels.");
        return new MeshDistance(new ConstrainedSmoothing().Of(box.Cut(mask), cancellation));
    }

    /// <summary>The part of the grid around the target up to a distance, and where it starts.</summary>
    public VoxelBox Around(MeshDistance body, double mm)
    {
        VoxelBox box = VoxelBox.Nothing;
        foreach (WorldPoint vertex in body.Mesh.Vertices)
        {
            VoxelPoint at = Grid.ToVoxel(vertex);
            box = box.Including((int)Math.Floor(at.X), (int)Math.Ceiling(at.X), (int)Math.Floor(at.Y), (int)Math.Floor(at.Z));
            box = box.Including((int)Math.Floor(at.X), (int)Math.Ceiling(at.X), (int)Math.Ceiling(at.Y), (int)Math.Ceiling(at.Z));
        }

        (Size3 size, Spacing spacing) = (Grid.Size, Grid.Spacing);
        int Voxels(double step) => (int)Math.Ceiling(mm / step) + 1;
        return box.ClampedTo(size).Within(size, (Voxels(spacing.X), Voxels(spacing.Y), Voxels(spacing.Z)));
    }
}
