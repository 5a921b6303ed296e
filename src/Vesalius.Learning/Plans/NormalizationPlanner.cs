namespace Vesalius.Learning.Plans;

/// <summary>Chooses how each channel's intensities are brought to a common scale, by the channel's name, or by its values where it has none.</summary>
internal static class NormalizationPlanner
{
    /// <summary>Air in Hounsfield units, with room for noise: a volume that reaches from below this to above bone's beginning is a CT.</summary>
    private const double AirHounsfield = -900, DenseHounsfield = 200;

    /// <summary>From this part of zeros on, a scan is taken to have been cut out of its background.</summary>
    private const double CutOutFraction = 0.25;

    /// <summary>The name of a channel: the dataset's own, or "CT" where it has none and every scan looks like one.</summary>
    public static string NameOf(Fingerprint fingerprint, int channel) =>
        !fingerprint.ChannelsAreNamed && LooksLikeCt(fingerprint, channel) ? "CT" : fingerprint.Channels[channel];

    public static Normalization Choose(Fingerprint fingerprint, int channel)
    {
        bool planar = fingerprint.Scans.All(scan => scan.Dimensions == 2);
        IntensityStatistics inside = fingerprint.Foreground[channel];
        return NameOf(fingerprint, channel).ToLowerInvariant() switch
        {
            "ct" when double.IsFinite(inside.Mean) && inside.StandardDeviation > 0 =>
                new Normalization.FixedWindow(inside.LowPercentile, inside.HighPercentile, inside.Mean, inside.StandardDeviation),
            "nonorm" or "none" => new Normalization.None(),
            _ when planar => new Normalization.Percentiles(),
            _ => new Normalization.ZScore(NonzeroOnly: IsCutOut(fingerprint, channel)),
        };
    }

    private static bool LooksLikeCt(Fingerprint fingerprint, int channel) => fingerprint.Scans.All(scan =>
        scan.Dimensions == 3 && scan.Intensities[channel] is { } whole && whole.LowPercentile <= AirHounsfield && whole.Max >= DenseHounsfield);

    private static bool IsCutOut(Fingerprint fingerprint, int channel)
    {
        double[] zeros = [.. fingerprint.Scans.Select(scan => scan.ZeroFractions[channel]).Order()];
        return zeros[zeros.Length / 2] > CutOutFraction;
    }
}
