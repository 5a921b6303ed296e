namespace Vesalius.Analysis.Evaluation;

/// <summary>What a score is when there is nothing to work it out from.</summary>
/// <param name="OneEmpty">When exactly one of the two masks is empty.</param>
/// <param name="BothEmpty">When both are.</param>
public readonly record struct EmptyScore(double OneEmpty, double BothEmpty);
