using Vesalius.Analysis.Planning;
using Vesalius.Imaging;

namespace Vesalius.Cli.Margins;

/// <summary>Between what the volume and the deciding margin lie, when the target's boundary is that of a higher or a lower
/// probability.</summary>
internal sealed record MarginBand(double LowProbability, double HighProbability, double[] VolumeMl, double[] MinimumMm)
{
    private const double Low = 0.1, High = 0.9;

    /// <summary>Plans twice again, with the surest and the widest surface.</summary>
    public static MarginBand Of(LabelMap labels, MarginOptions options, Volume<float> probability, CancellationToken cancellation)
    {
        labels.Grid.Expect(probability.Grid, "the probabilities");
        BoundaryBand band = BoundaryBand.Of(probability, Low, High, cancellation);
        MarginPlan[] plans = [.. new[] { band.Possible,
            band.Sure }.Select(surface => MarginPlan.Of(labels, options, surface, cancellation))];
        return new MarginBand(Low, High, [plans[1].VolumeMl, plans[0].VolumeMl],
            [.. plans.Select(plan => plan.Decisive?.Minimum?.Mm ?? double.NaN)]);
    }
}
