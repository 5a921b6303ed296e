namespace Vesalius.Analysis.Statistics;

/// <summary>How confidence intervals are made by drawing cases again and again.</summary>
public sealed record BootstrapOptions
{
    /// <summary>The options everything uses that is not told otherwise.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>How the interval is read off the resamples.</summary>
    public BootstrapMethod Method { get; init; } = BootstrapMethod.BiasCorrected;

    /// <summary>The share of such intervals that hold the true figure, between 0 and 1; 0.95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A confidence level lies between 0 and 1, such as 0.95.");
    } = 0.95;

    /// <summary>How often the cases are drawn, at least 100; 2,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 100 resamples, which say nothing about the ends.</exception>
    public int Resamples
    {
        get;
        init => field = value >= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "An interval takes at least 100 resamples.");
    } = 2000;

    /// <summary>The number all chance is drawn from: the same cases and seed give the same interval on every machine.</summary>
    public int Seed { get; init; } = 1;
}
