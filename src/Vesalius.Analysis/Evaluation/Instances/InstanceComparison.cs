using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Holds the parts of two masks against each other.</summary>
public static class InstanceComparison
{
    /// <summary>Compares two masks part by part, under the rule of the profile.</summary>
    /// <param name="reference">The true mask.</param>
    /// <param name="prediction">The mask to judge, on the same grid.</param>
    /// <param name="options">The profile.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GridMismatchException">The masks lie on different grids.</exception>
    /// <exception cref="ArgumentException">The axes of the grid are not at right angles.</exception>
    public static InstanceScores Of(
        Volume<bool> reference, Volume<bool> prediction, EvaluationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(options);
        return Of(MaskPair.Of(reference, prediction), options, cancellation);
    }

    /// <summary>Compares masks that were cut out already; null stands for two empty ones.</summary>
    internal static InstanceScores Of(MaskPair? pair, EvaluationOptions options, CancellationToken cancellation)
    {
        InstanceMatching rule = options.Profile.Instances;
        return pair is null ? OfNothing(rule) : rule switch
        {
            OverlapMatching overlap => OverlapMatcher.Compare(pair, overlap, new InstanceSurfaces(options, cancellation)),
            DilationMatching dilation => DilationMatcher.Compare(pair, dilation, new InstanceSurfaces(options, cancellation)),
            TerritoryMatching territory => TerritoryMatcher.Compare(pair, territory, new InstanceSurfaces(options, cancellation)),
            _ => throw new ArgumentException($"There is no comparison for the rule {rule}.", nameof(options)),
        };
    }

    // Nothing to find and nothing found is a full score where the rule divides by the number of lesions, and no score where it averages
    // matches.
    private static InstanceScores OfNothing(InstanceMatching rule) => new()
    {
        Instances = [],
        Invented = 0,
        InventedMm3 = 0,
        Dice = rule is OverlapMatching ? double.NaN : 1,
        HausdorffPercentileMm = rule is OverlapMatching ? double.NaN : 0,
    };
}
