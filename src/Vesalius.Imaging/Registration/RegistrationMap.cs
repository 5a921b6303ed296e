namespace Vesalius.Imaging.Registration;

/// <summary>
/// Where each point of a fixed scan lies in a moving one (LPS+ mm): a deformation within the fixed scan's frame, if there is one, and
/// then a linear map.
/// </summary>
/// <param name="Linear">The linear map.</param>
/// <param name="Deformation">What comes before it; null for nothing.</param>
public sealed record RegistrationMap(WorldTransform Linear, FreeFormDeformation? Deformation = null)
{
    /// <summary>Where a point of the fixed scan lies in the moving one.</summary>
    public WorldPoint Apply(WorldPoint point) => Linear.Apply(Deformation?.Apply(point) ?? point);

    /// <summary>The moving scan as it appears on a grid of the fixed one, linear between voxels.</summary>
    /// <param name="moving">The moving scan.</param>
    /// <param name="onto">The grid, in the fixed scan's frame.</param>
    /// <param name="outside">The value where the moving scan has none.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Volume<float> Warp(Volume<float> moving, Grid onto, float outside = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(moving);
        ArgumentNullException.ThrowIfNull(onto);
        var image = new SmoothImage(moving);
        var warped = new Volume<float>(onto);
        Parallel.For(0, onto.Size.Z * onto.Size.Y, new ParallelOptions { CancellationToken = cancellation }, line =>
        {
            (int y, int z) = (line % onto.Size.Y, line / onto.Size.Y);
            Span<float> row = warped.Row(y, z);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = image.TryRead(Apply(onto.ToWorld(new VoxelPoint(x, y, z))), out double value, out _) ? (float)value : outside;
            }
        });
        return warped;
    }
}
