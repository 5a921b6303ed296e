namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The surface a mask was cut out of, as well as the mask tells it: the smoothest one that parts the same voxels (Lempitsky, "Surface
/// extraction from binary volumes with higher-order smoothness", CVPR 2010), weighed in mm. Each part that hangs together is then grown or
/// shrunk to the volume of its voxels, so that neither thin nor small parts shrink. Every vertex stays on the line between two voxel
/// centres of either side. A sheared grid is smoothed as if its axes stood at right angles.
/// </summary>
public sealed record ConstrainedSmoothing
{
    /// <summary>Voxels added around the mask, so that its band lies in the grid.</summary>
    private const int Room = 3;

    /// <summary>How many steps towards the smoothest surface; 0 leaves it as it starts and only sets the volume.</summary>
    public int Rounds
    {
        get;
        init => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of rounds is 0 or more.");
    } = 100;

    /// <summary>The smoothed surface of a mask in the patient (LPS+ mm), watertight and manifold; empty for an empty mask.</summary>
    public Mesh Of(Volume<bool> mask, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mesh halfway = MarchingCubes.Surface(mask, cancellation);
        if (halfway.Triangles.Length == 0)
        {
            return halfway;
        }

        Volume<float> field = SmoothestField.Of(Padded(mask), Rounds, cancellation);
        VoxelEdge[] edges = Array.ConvertAll(halfway.Vertices, vertex => VoxelEdge.Through(mask.Grid.ToVoxel(vertex)));
        VoxelPoint[] placed = new SurfaceVolume(mask, halfway.Triangles, edges).Restored(
            (edge, level) => edge.At(LevelSurface.ShareOf(edge.Shifted(Room), field, level)), field.Array.Max(Math.Abs));
        return new Mesh(Array.ConvertAll(placed, mask.Grid.ToWorld), halfway.Triangles);
    }

    /// <summary>The mask with room on all sides, on a grid of right angles.</summary>
    private static Volume<bool> Padded(Volume<bool> mask)
    {
        Size3 size = mask.Size;
        var wide = new Size3(size.X + 2 * Room, size.Y + 2 * Room, size.Z + 2 * Room);
        var padded = new Volume<bool>(Grid.Of(wide, mask.Grid.Spacing));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                mask.Row(y, z).CopyTo(padded.Row(y + Room, z + Room)[Room..]);
            }
        }

        return padded;
    }
}
