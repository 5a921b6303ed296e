namespace Vesalius.Analysis.Evaluation;

/// <summary>The mean Dice of one case under two models.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="First">The first model's mean Dice.</param>
/// <param name="Second">The second model's.</param>
public sealed record CaseChange(string Case, double First, double Second)
{
    /// <summary>First − second.</summary>
    public double Difference => First - Second;
}
