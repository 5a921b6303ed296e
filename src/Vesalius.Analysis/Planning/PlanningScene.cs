using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>The structures of a label map as surfaces to measure between, each made once.</summary>
internal sealed class PlanningScene(LabelMap labels, Label target, CancellationToken cancellation)
{
    private readonly Dictionary<(Label Label, bool WithTarget), MeshDistance> surfaces = [];

    /// <summary>The grid of the labels.</summary>
    public Grid Grid => labels.Grid;

    /// <summary>The voxels of a structure.</summary>
    public Volume<bool> Mask(Label label, bool withTarget = false)
    {
        Volume<bool> mask = labels.Mask(label);
        if (!withTarget || label == target)
        {
            return mask;
        }

        ReadOnlySpan<bool> own = labels.Mask(target).Voxels;
        for (int i = 0; i < own.Length; i++)
        {
            mask.Voxels[i] |= own[i];
        }

        return mask;
    }

    /// <summary>The surface of a structure: of the organ together with the target, where label maps leave a hole in the one for the other.</summary>
    /// <exception cref="ArgumentException">The structure has no voxel.</exception>
    public MeshDistance Surface(Label label, bool withTarget = false)
    {
        if (!surfaces.TryGetValue((label, withTarget), out MeshDistance? surface))
        {
            Volume<bool> mask = Mask(label, withTarget);
            VoxelBox box = VoxelBox.Around(mask) ?? throw new ArgumentException(
                $"'{label.Name}' (label {label.Value}) has no voxel, so no distance to it can be measured. Leave it out, or check the labels.");
            surface = new MeshDistance(new ConstrainedSmoothing().Of(box.Cut(mask), cancellation));
            surfaces.Add((label, withTarget), surface);
        }

        return surface;
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
