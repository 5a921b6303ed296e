namespace Vesalius.Analysis.Evaluation;

/// <summary>One score of one case under two models.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="First">The score of the first model.</param>
/// <param name="Second">The score of the second.</param>
internal readonly record struct PairedScores(string Case, double First, double Second)
{
    /// <summary>First − second; NaN when either is undefined, 0 when both are the same, also when both are infinite.</summary>
    public double Difference => First == Second ? 0 : First - Second;
}
