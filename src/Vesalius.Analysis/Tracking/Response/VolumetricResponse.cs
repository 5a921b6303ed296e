namespace Vesalius.Analysis.Tracking.Response;

/// <summary>Response from volumes alone.</summary>
public static class VolumetricResponse
{
    /// <summary>
    /// The category at each visit, the first being the baseline; a visit without a volume is not evaluable and makes no nadir.
    /// </summary>
    /// <param name="volumes">The sum of volumes at each visit, in any one unit; null where it is not known.</param>
    /// <param name="thresholds">Null for RANO 2.0: −65 %, +40 %.</param>
    /// <exception cref="ArgumentException">There is no visit, the first has no volume, or a volume is negative.</exception>
    public static IReadOnlyList<ResponseCategory> Assess(IReadOnlyList<decimal?> volumes, ResponseThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(volumes);
        if (volumes is not [{ } baseline, ..] || volumes.Any(volume => volume < 0))
        {
            throw new ArgumentException("The first visit is the baseline and has a volume, and no volume is negative.", nameof(volumes));
        }

        thresholds ??= ResponseThresholds.RanoVolume;
        decimal nadir = baseline;
        var categories = new List<ResponseCategory> { ResponseCategory.Stable };
        foreach (decimal? volume in volumes.Skip(1))
        {
            categories.Add(volume is { } known ? thresholds.Of(known, baseline, nadir) : ResponseCategory.NotEvaluable);
            nadir = Math.Min(nadir, volume ?? nadir);
        }

        return categories;
    }
}
