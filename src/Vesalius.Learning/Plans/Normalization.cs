using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>How the intensities of one channel are brought to a common scale.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ZScore), "zScore")]
[JsonDerivedType(typeof(FixedWindow), "fixedWindow")]
[JsonDerivedType(typeof(Percentiles), "percentiles")]
[JsonDerivedType(typeof(OwnRange), "ownRange")]
[JsonDerivedType(typeof(Divided), "divided")]
[JsonDerivedType(typeof(None), "none")]
public abstract record Normalization
{
    private Normalization()
    {
    }

    /// <summary>Subtract the scan's own mean, divide by its own standard deviation: for MR, whose units differ from scan to scan.</summary>
    /// <param name="NonzeroOnly">Whether mean and deviation are those of the nonzero voxels, the others staying 0.</param>
    public sealed record ZScore(bool NonzeroOnly = false) : Normalization;

    /// <summary>Clip to a range, then subtract and divide by fixed numbers taken from the training set: for CT, whose units mean the same everywhere.</summary>
    public sealed record FixedWindow(double Low, double High, double Mean, double StandardDeviation) : Normalization;

    /// <summary>Clip to two percentiles of the scan itself, then to mean 0 and deviation 1: for films with burnt-in marks and borders.</summary>
    /// <param name="LowPercent">The lower percentile, 0 to 100.</param>
    /// <param name="HighPercent">The upper percentile, 0 to 100.</param>
    public sealed record Percentiles(double LowPercent = 0.5, double HighPercent = 99.5) : Normalization;

    /// <summary>From the scan's own smallest and greatest value to 0 and 1.</summary>
    public sealed record OwnRange : Normalization;

    /// <summary>Divide by a fixed number: 255 for photographs.</summary>
    public sealed record Divided(double By) : Normalization;

    /// <summary>Leave the values as they are.</summary>
    public sealed record None : Normalization;
}
