namespace Vesalius.Analysis.Tracking.Response;

/// <summary>The response of a glioma at one visit, and what decided it.</summary>
/// <param name="Sum">The sum; null if not assessed.</param>
/// <param name="BaselineSum">The sum at baseline.</param>
/// <param name="Nadir">The smallest sum of the earlier visits.</param>
/// <param name="Overall">The response.</param>
/// <param name="Reason">What decided, in words for people.</param>
public sealed record RanoAssessment(decimal? Sum, decimal BaselineSum, decimal Nadir, ResponseCategory Overall, string Reason);
