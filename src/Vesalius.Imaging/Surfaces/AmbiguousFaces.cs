namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// What marching cubes does where a mask gives no answer: on a cell face whose set corners touch only across the diagonal.
/// </summary>
public enum AmbiguousFaces
{
    /// <summary>Set corners are kept apart on every such face. Both cells at a face agree, so the surface is closed and manifold.</summary>
    Separate,

    /// <summary>
    /// A cell and its complement carry the same triangles (PyRadiomics, and the surface elements of DeepMind's surface-distance): set corners
    /// are kept apart in one half of the 256 cells and joined in the other. Two cells may disagree at a face, which leaves small holes;
    /// for comparison with those tools only.
    /// </summary>
    Symmetric,
}
