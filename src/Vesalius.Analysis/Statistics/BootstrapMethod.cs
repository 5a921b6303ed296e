namespace Vesalius.Analysis.Statistics;

/// <summary>How an interval is read off the figures of many resamples.</summary>
public enum BootstrapMethod
{
    /// <summary>
    /// Bias-corrected and accelerated (Efron 1987): the percentiles are moved where the figure is biased or its spread grows with its size,
    /// as it does for scores near 1. Second-order accurate, and the default.
    /// </summary>
    BiasCorrected,

    /// <summary>The plain percentiles of the resamples: simple, and somewhat too narrow for few cases.</summary>
    Percentile,
}
