namespace Vesalius.Analysis.Evaluation;

/// <summary>A case that could not be evaluated.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Problem">What was wrong: a damaged file, or masks on different grids.</param>
public sealed record CaseFailure(string Case, Exception Problem);
