using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Compares how two masks hang together: centre-line Dice and Betti numbers.</summary>
public static class TopologyComparison
{
    /// <summary>Compares two masks.</summary>
    /// <param name="reference">The true mask.</param>
    /// <param name="prediction">The mask to judge, on the same grid.</param>
    /// <param name="profile">How masks are thinned, and what empty ones score.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GridMismatchException">The masks lie on different grids.</exception>
    public static TopologyScores Of(
        Volume<bool> reference, Volume<bool> prediction, MetricProfile profile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(profile);
        return Of(MaskPair.Of(reference, prediction), profile, cancellation);
    }

    /// <summary>Compares masks that were cut out already; null stands for two empty ones.</summary>
    internal static TopologyScores Of(MaskPair? pair, MetricProfile profile, CancellationToken cancellation)
    {
        if (pair is null)
        {
            return new TopologyScores
            {
                CentrelineDice = double.NaN,
                CentrelinePrecision = double.NaN,
                CentrelineSensitivity = double.NaN,
                Reference = default,
                Prediction = default,
            };
        }

        Volume<bool> reference = pair.ReferenceMask(), prediction = pair.PredictionMask();
        double precision = PartInside(CentreLine(prediction, profile, cancellation), reference);
        double sensitivity = PartInside(CentreLine(reference, profile, cancellation), prediction);
        return new TopologyScores
        {
            CentrelineDice = Harmonic(precision, sensitivity, profile),
            CentrelinePrecision = precision,
            CentrelineSensitivity = sensitivity,
            Reference = BettiNumbers.Of(reference, cancellation: cancellation),
            Prediction = BettiNumbers.Of(prediction, cancellation: cancellation),
        };
    }

    private static Volume<bool> CentreLine(Volume<bool> mask, MetricProfile profile, CancellationToken cancellation) =>
        mask.Grid.Dimensions == 2 && profile.PlanarThinning is { } planar ? Skeleton.Of(mask, planar, cancellation)
        : profile.ThinsAlongXFirst ? XForZ(Skeleton.Of(XForZ(mask), profile.Thinning, cancellation)).On(mask.Grid)
        : Skeleton.Of(mask, profile.Thinning, cancellation);

    // The order in which sides are peeled is that of the axes, so that exchanged axes give another centre line now and then.
    private static Volume<bool> XForZ(Volume<bool> mask)
    {
        Size3 size = new(mask.Size.Z, mask.Size.Y, mask.Size.X);
        var turned = new Volume<bool>(new Grid(size, Affine.Identity));
        for (int i = 0; i < mask.Array.Length; i++)
        {
            int x = i % mask.Size.X, y = i / mask.Size.X % mask.Size.Y, z = i / mask.Size.X / mask.Size.Y;
            turned.Array[size.IndexOf(z, y, x)] = mask.Array[i];
        }

        return turned;
    }

    // One of the masks may be empty: what it lacks is missed, or invented, altogether.
    private static double Harmonic(double precision, double sensitivity, MetricProfile profile)
    {
        double p = double.IsNaN(precision) ? 0 : precision, s = double.IsNaN(sensitivity) ? 0 : sensitivity;
        return p + s == 0 ? profile.ApartCentrelineDice : 2 * p * s / (p + s);
    }

    private static double PartInside(Volume<bool> skeleton, Volume<bool> mask)
    {
        var overlap = Overlap.Of(skeleton, mask);
        return overlap.Sensitivity;
    }
}
