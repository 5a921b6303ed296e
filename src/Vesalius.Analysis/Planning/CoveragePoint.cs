namespace Vesalius.Analysis.Planning;

/// <summary>How much of a target, grown by some millimetres on all sides, lies in a zone.</summary>
/// <param name="GrownMm">By how much the target is grown.</param>
/// <param name="VolumeMl">The volume of the grown target, in ml, as far as it lies in the organ and in the image.</param>
/// <param name="Share">The covered share of it, 0 to 1; NaN without volume.</param>
public readonly record struct CoveragePoint(double GrownMm, double VolumeMl, double Share);
