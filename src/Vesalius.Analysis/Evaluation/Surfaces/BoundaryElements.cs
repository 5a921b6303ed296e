using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The surface of one mask as places on a lattice, each with a weight.</summary>
/// <param name="Sites">Which places of the lattice carry surface.</param>
/// <param name="Codes">What kind of element each place has: an index into the weights. 0 where there is none.</param>
/// <param name="Weights">The weight of each kind, 256 of them.</param>
internal sealed record BoundaryElements(Volume<bool> Sites, byte[] Codes, double[] Weights)
{
    /// <summary>The surface of a mask under a convention.</summary>
    /// <param name="grid">Where the mask lies.</param>
    /// <param name="mask">One byte a voxel, 0 or 1; outside is background.</param>
    /// <param name="convention">What counts as surface, and how much.</param>
    public static BoundaryElements Of(Grid grid, byte[] mask, SurfaceConvention convention) => convention.Boundary switch
    {
        BoundaryKind.Surfel => SurfelBoundary.Of(grid, mask, convention.Weight),
        BoundaryKind.FaceVoxel => VoxelBoundary.Of(grid, mask, isThick: false),
        BoundaryKind.VertexVoxel => VoxelBoundary.Of(grid, mask, isThick: true),
        _ => throw new ArgumentException($"There is no boundary kind {convention.Boundary}.", nameof(convention)),
    };
}
