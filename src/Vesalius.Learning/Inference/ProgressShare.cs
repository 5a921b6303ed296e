namespace Vesalius.Learning.Inference;

/// <summary>The progress of one of several passes of equal length.</summary>
/// <param name="whole">The progress of all.</param>
/// <param name="index">Which pass this is, from 0.</param>
/// <param name="count">How many there are.</param>
internal sealed class ProgressShare(IProgress<double> whole, int index, int count) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => whole.Report((index + value) / count);
}
