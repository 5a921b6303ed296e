namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The surface a mask was cut out of, as well as the mask tells it: its steps are rounded (Taubin 1995), but no vertex leaves the voxel
/// edge it lies on by more than half a voxel along any axis, for that is all that a mask leaves open (Gibson 1998). Each part that hangs
/// together is then moved along its normals to the volume of its voxels, so that neither thin nor small parts shrink.
/// </summary>
public sealed record ConstrainedSmoothing
{
    private const int VolumeRounds = 40;

    /// <summary>How often vertices move towards their neighbours and back; 0 only sets the volume.</summary>
    public int Rounds
    {
        get;
        init => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of rounds is 0 or more.");
    } = 80;

    /// <summary>How far a vertex moves towards its neighbours' mean, 0 to 1.</summary>
    public double Towards { get; init; } = 0.5;

    /// <summary>How far it moves back; a little more than towards.</summary>
    public double Back { get; init; } = 0.505;

    /// <summary>The smoothed surface of a mask in the patient (LPS+ mm), watertight and manifold; empty for an empty mask.</summary>
    public Mesh Of(Volume<bool> mask, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mesh halfway = MarchingCubes.Surface(mask, cancellation);
        VoxelPoint[] start = Array.ConvertAll(halfway.Vertices, mask.Grid.ToVoxel);
        VoxelPoint[] moved = start;
        VertexNeighbours neighbours = VertexNeighbours.Of(halfway);
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            moved = Held(neighbours.Towards(moved, Towards), start);
            moved = Held(neighbours.Towards(moved, -Back), start);
        }

        var smooth = new Mesh(Array.ConvertAll(moved, mask.Grid.ToWorld), halfway.Triangles);
        Spacing spacing = mask.Grid.Spacing;
        double most = Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z)) / 2;
        return SurfaceVolume.Restored(smooth, SurfaceVolume.PartsOf(mask, start), VolumeRounds, most);
    }

    private static VoxelPoint[] Held(VoxelPoint[] moved, VoxelPoint[] start)
    {
        for (int i = 0; i < moved.Length; i++)
        {
            (VoxelPoint to, VoxelPoint from) = (moved[i], start[i]);
            moved[i] = new VoxelPoint(Near(to.X, from.X), Near(to.Y, from.Y), Near(to.Z, from.Z));
        }

        return moved;
    }

    private static double Near(double to, double from) => Math.Clamp(to, from - 0.5, from + 0.5);
}
