namespace Vesalius.Learning.Models;

/// <summary>The progress of a part of some work, told as progress of the whole.</summary>
/// <param name="whole">Hears of the whole; null for nobody.</param>
/// <param name="from">Where the part begins, as a share of the whole.</param>
/// <param name="share">How much of the whole it is.</param>
internal sealed class PartOf(IProgress<double>? whole, double from, double share) : IProgress<double>
{
    /// <summary>One of several parts of equal length.</summary>
    /// <param name="whole">Hears of the whole; null for nobody.</param>
    /// <param name="index">Which part, from 0.</param>
    /// <param name="count">How many there are.</param>
    public static PartOf Equal(IProgress<double>? whole, int index, int count) => new(whole, (double)index / count, 1.0 / count);

    /// <inheritdoc/>
    public void Report(double value) => whole?.Report(from + share * value);
}
