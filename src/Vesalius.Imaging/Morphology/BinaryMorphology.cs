using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Morphology;

/// <summary>
/// Growing and shrinking of masks by a ball of a given radius in millimetres, exact for any spacing, at a cost that does not depend on the
/// radius. What lies outside the image is unknown: it neither grows in nor eats away at the mask.
/// </summary>
public static class BinaryMorphology
{
    // Distances are single precision; a voxel exactly at the radius belongs to the ball.
    private const double Slack = 1 + 1e-6;

    /// <summary>All voxels whose centre lies within the radius of a mask voxel's centre.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="radiusMm">The radius in mm, 0 or more; inclusive.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Volume<bool> Dilate(Volume<bool> mask, double radiusMm, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radiusMm);
        double limit = radiusMm * Slack;
        return DistanceTransform.To(mask, limit, cancellation).Map(distance => distance <= limit);
    }

    /// <summary>The mask voxels whose centre lies farther than the radius from every voxel outside.</summary>
    /// <inheritdoc cref="Dilate" path="/param"/>
    public static Volume<bool> Erode(Volume<bool> mask, double radiusMm, CancellationToken cancellation = default) =>
        Not(Dilate(Not(mask), radiusMm, cancellation));

    /// <summary>Erosion, then dilation: takes away what is thinner than the ball.</summary>
    /// <inheritdoc cref="Dilate" path="/param"/>
    public static Volume<bool> Open(Volume<bool> mask, double radiusMm, CancellationToken cancellation = default) =>
        Dilate(Erode(mask, radiusMm, cancellation), radiusMm, cancellation);

    /// <summary>Dilation, then erosion: fills gaps that the ball does not fit into.</summary>
    /// <inheritdoc cref="Dilate" path="/param"/>
    public static Volume<bool> Close(Volume<bool> mask, double radiusMm, CancellationToken cancellation = default) =>
        Erode(Dilate(mask, radiusMm, cancellation), radiusMm, cancellation);

    private static Volume<bool> Not(Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return mask.Map(voxel => !voxel);
    }
}
