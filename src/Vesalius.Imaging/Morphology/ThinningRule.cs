namespace Vesalius.Imaging.Morphology;

/// <summary>How strictly a voxel is checked again before it is taken away from a mask that is thinned to its <see cref="Skeleton"/>.</summary>
public enum ThinningRule
{
    /// <summary>Only while that changes no topology. For centre lines that are to be counted, followed or measured.</summary>
    KeepTopology,

    /// <summary>
    /// As Lee, Kashyap and Chu (1994) and scikit-image's <c>skeletonize</c> of a volume have it, voxel by voxel: while the neighbours hang
    /// together without it. Now and then this opens a cavity or a sheet, and a part can vanish altogether. To reproduce clDice values.
    /// </summary>
    Lee1994,

    /// <summary>
    /// Of a single slice: as Zhang and Suen (1984) and scikit-image's <c>skeletonize</c> of an image have it, pixel by pixel, the first row
    /// being the upper one. Neighbours that go together may take a small part with them, and ends of lines become shorter.
    /// </summary>
    ZhangSuen1984,
}
