using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>
/// A difference in standard deviations of the differences around it: noise and misfit are larger near liquor and cortex than in white
/// matter. Large values count as three standard deviations of the whole at most, so that a change does not hide itself.
/// </summary>
internal static class LocalScore
{
    private const double Most = 3, LeastShare = 0.5;

    /// <summary>The score inside the mask, 0 outside and where nothing differs anywhere.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="mask">Where it was taken.</param>
    /// <param name="sdMm">The width of the neighbourhood, as the standard deviation of a Gaussian in mm.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Volume<float> Of(Volume<float> difference, Volume<bool> mask, double sdMm, CancellationToken cancellation)
    {
        (_, double sd) = MaskedValues.Spread(difference, mask);
        var score = new Volume<float>(difference.Grid);
        if (sd == 0)
        {
            return score;
        }

        float limit = (float)(Most * sd);
        Volume<float> moderate = difference.Map(value => Math.Clamp(value, -limit, limit));
        Volume<float> mean = MaskedValues.Mean(moderate, mask, sdMm, cancellation);
        for (int i = 0; i < moderate.Array.Length; i++)
        {
            float off = moderate.Array[i] - mean.Array[i];
            moderate.Array[i] = off * off;
        }

        Volume<float> variance = MaskedValues.Mean(moderate, mask, sdMm, cancellation);
        double least = LeastShare * sd * LeastShare * sd;
        for (int i = 0; i < score.Array.Length; i++)
        {
            score.Array[i] = mask.Array[i]
                ? (float)((difference.Array[i] - mean.Array[i]) / Math.Sqrt(Math.Max(variance.Array[i], least)))
                : 0;
        }

        return score;
    }
}
