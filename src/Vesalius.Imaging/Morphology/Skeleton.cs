namespace Vesalius.Imaging.Morphology;

/// <summary>
/// The centre lines of a mask: what is left when voxels are peeled off from all sides as long as that changes no topology. Parts, holes
/// through them and cavities are kept in number: a tube leaves a line, a ring a closed line, a hollow ball a closed sheet one voxel thick.
/// </summary>
/// <remarks>
/// The order of peeling is that of Lee, Kashyap and Chu (1994): from each of the six sides in turn (four in a single slice), voxels that
/// are simple and no end of a line are gathered, and then taken away one after the other where they still are simple. The original looks
/// only at connectivity when it checks again; here the whole condition for a simple point (Bertrand and Malandain 1994) is checked unless
/// <see cref="ThinningRule.Lee1994"/> is asked for, so that topology is kept without exception. Mask voxels hang together by vertices (26,
/// in a slice 8) and background by faces; beyond the image there is background. Peeling goes by voxels, not by millimetres: resample a scan of thick slices to equal spacing first where
/// the place of the line matters. <see cref="ThinningRule.ZhangSuen1984"/> is a rule of its own for slices.
/// </remarks>
public static class Skeleton
{
    /// <summary>The skeleton of a mask: a subset of it with the same topology.</summary>
    /// <param name="mask">The mask; an empty one has an empty skeleton.</param>
    /// <param name="rule">How strictly topology is kept; without exception unless said otherwise.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">
    /// The mask is too large for one array of bits, or has several slices and the rule is for one.
    /// </exception>
    public static Volume<bool> Of(
        Volume<bool> mask, ThinningRule rule = ThinningRule.KeepTopology, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        IPeeling thinning = rule == ThinningRule.ZhangSuen1984 ? new PlanarThinning(mask) : new Thinning(mask, rule);
        int unchanged = 0;
        for (int side = 0; unchanged < thinning.Sides; side = (side + 1) % thinning.Sides)
        {
            cancellation.ThrowIfCancellationRequested();
            unchanged = thinning.Peel(side) ? 0 : unchanged + 1;
        }

        return thinning.Result;
    }
}
