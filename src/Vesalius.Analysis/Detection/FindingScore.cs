namespace Vesalius.Analysis.Detection;

/// <summary>Which figure of a finding's pixels says how sure it is.</summary>
public enum FindingScore
{
    /// <summary>The greatest probability: what FROC curves are usually made of.</summary>
    Maximum,

    /// <summary>The mean probability.</summary>
    Mean,

    /// <summary>The probability that one pixel in twenty exceeds: as the greatest, but not decided by a single pixel.</summary>
    Percentile95,
}
