using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The surface of one mask as places on a lattice, each with a weight.</summary>
/// <param name="Sites">Which places of the lattice carry surface.</param>
/// <param name="Codes">What kind of element each place has: an index into the weights. 0 where there is none.</param>
/// <param name="Weights">The weight of each kind, 256 of them.</param>
internal sealed record BoundaryElements(Volume<bool> Sites, byte[] Codes, double[] Weights)
{
    /// <summary>The surface of a mask under a convention.</summary>
    /// <param name="pair">Where the mask lies.</param>
    /// <param name="mask">One of the pair's masks: one byte a voxel, 0 or 1.</param>
    /// <param name="convention">What counts as surface, and how much.</param>
    public static BoundaryElements Of(MaskPair pair, byte[] mask, SurfaceConvention convention) => convention.Boundary switch
    {
        BoundaryKind.Surfel => SurfelBoundary.Of(pair.Grid, mask, convention.Weight),
        BoundaryKind.FaceVoxel => new VoxelBoundary(pair.Grid, isThick: false, Unknown(pair, convention)).Of(mask),
        BoundaryKind.VertexVoxel => new VoxelBoundary(pair.Grid, isThick: true, Unknown(pair, convention)).Of(mask),
        _ => throw new ArgumentException($"{convention.Boundary} is no boundary of places on a lattice.", nameof(convention)),
    };

    // The sides of the box where nothing is known of what lies beyond.
    private static ImageEdges Unknown(MaskPair pair, SurfaceConvention convention) =>
        convention.Outside == OutsideRule.Unknown ? pair.Edges : default;
}
