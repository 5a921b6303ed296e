namespace Vesalius.Learning.Confidence;

/// <summary>A volume that was found, the true one, and how far off the probabilities let it be.</summary>
/// <param name="FoundMm3">The volume found.</param>
/// <param name="TrueMm3">The true volume.</param>
/// <param name="BelowMm3">How much less the probabilities allow, above 0.</param>
/// <param name="AboveMm3">How much more they allow, above 0.</param>
internal readonly record struct VolumeResidual(double FoundMm3, double TrueMm3, double BelowMm3, double AboveMm3)
{
    /// <summary>How far the truth lies from what was found, in units of what was allowed on that side; negative below.</summary>
    public double Signed => TrueMm3 >= FoundMm3 ? (TrueMm3 - FoundMm3) / AboveMm3 : (TrueMm3 - FoundMm3) / BelowMm3;
}
