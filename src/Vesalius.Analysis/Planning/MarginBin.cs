namespace Vesalius.Analysis.Planning;

/// <summary>The part of the target's surface whose margin lies within some bounds.</summary>
/// <param name="FromMm">The lower bound, which belongs to it; −∞ for the first.</param>
/// <param name="ToMm">The upper bound, which does not; +∞ for the last.</param>
/// <param name="AreaMm2">The area in mm².</param>
/// <param name="Share">The share of the area that was looked at, 0 to 1; NaN when there is none.</param>
public readonly record struct MarginBin(double FromMm, double ToMm, double AreaMm2, double Share);
