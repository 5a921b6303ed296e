using System.Runtime.InteropServices;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The distances from every element of one surface to another surface, ascending, with the weights of the elements.</summary>
internal sealed class DirectedDistances
{
    // Far distances come in single precision; one that equals the tolerance must not fall outside by its last bit.
    private const double ToleranceSlack = 1 + 1e-6;

    private readonly double[] distances;
    private readonly double[] cumulated;

    private DirectedDistances(double[] distances, double[] weights)
    {
        this.distances = distances;
        FewKeys.Sort(distances, weights);
        cumulated = weights;
        double moment = 0, sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            moment += weights[i] * distances[i];
            sum += weights[i];
            cumulated[i] = sum;
        }

        Moment = moment;
        Weight = sum;
    }

    /// <summary>The weight of the whole surface.</summary>
    public double Weight { get; }

    /// <summary>The sum of weight times distance.</summary>
    public double Moment { get; }

    /// <summary>The mean distance; NaN when there is no element.</summary>
    public double Mean => Moment / Weight;

    /// <summary>The largest distance; NaN when there is no element.</summary>
    public double Largest => distances.Length == 0 ? double.NaN : distances[^1];

    /// <summary>Distances in mm that were found elsewhere, with a weight each; both arrays are taken over.</summary>
    public static DirectedDistances Of(double[] distances, double[] weights) => new(distances, weights);

    /// <summary>The distances from the elements of one surface to the sites of another.</summary>
    public static DirectedDistances Of(BoundaryElements from, BoundaryElements to, DistanceRule rule, CancellationToken cancellation)
    {
        int[] places = BoundaryRow.Places(MemoryMarshal.AsBytes(from.Sites.Voxels));
        double[] distances = places.Length == 0 ? [] : rule == DistanceRule.Propagated
            ? new VectorPropagation(to.Sites, cancellation).DistancesFrom(places)
            : Nearest(places, to.Sites, cancellation);
        return new DirectedDistances(distances, Array.ConvertAll(places, place => from.Weights[from.Codes[place]]));
    }

    private static double[] Nearest(int[] places, Volume<bool> sites, CancellationToken cancellation)
    {
        using var nearest = new NearestSites(sites);
        return nearest.DistancesFrom(places, cancellation);
    }

    /// <summary>Both directions as one set of distances.</summary>
    public DirectedDistances With(DirectedDistances other) => new([.. distances, .. other.distances], [.. Weights(), .. other.Weights()]);

    /// <summary>The weight of the elements within a tolerance, which is inclusive.</summary>
    public double WeightWithin(double toleranceMm)
    {
        double limit = toleranceMm * ToleranceSlack;
        int below = 0, end = distances.Length;
        while (below < end)
        {
            int middle = (below + end) / 2;
            (below, end) = distances[middle] <= limit ? (middle + 1, end) : (below, middle);
        }

        return below == 0 ? 0 : cumulated[below - 1];
    }

    /// <summary>A percentile of the distances, 0 to 100; NaN when there is no element.</summary>
    public double Percentile(double percent, PercentileRule rule) => distances.Length == 0 ? double.NaN : rule switch
    {
        PercentileRule.WeightedLower => distances[FirstReaching(percent / 100)],
        PercentileRule.LowerRank => distances[Math.Clamp((int)Math.Floor((percent / 100 * distances.Length) - 1), 0, distances.Length - 1)],
        _ => Linear(percent / 100),
    };

    private int FirstReaching(double fraction)
    {
        int below = 0, end = distances.Length - 1;
        while (below < end)
        {
            int middle = (below + end) / 2;
            (below, end) = cumulated[middle] / Weight < fraction ? (middle + 1, end) : (below, middle);
        }

        return below;
    }

    private double Linear(double fraction)
    {
        double place = fraction * (distances.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, distances.Length - 1);
        double part = place - below;
        return distances[below] == distances[above] ? distances[below] : distances[below] + (part * (distances[above] - distances[below]));
    }

    private double[] Weights() => [.. cumulated.Select((sum, i) => i == 0 ? sum : sum - cumulated[i - 1])];
}
