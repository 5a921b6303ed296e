namespace Vesalius.Learning.Confidence;

/// <summary>How far a scan lies from those a model has learned from.</summary>
/// <param name="Distance">
/// The steps of the most deviating property, in units of what 95 % of scans held back from training stay within: up to 1 is familiar.
/// </param>
/// <param name="Property">The most deviating property.</param>
/// <param name="Sentence">That property of this scan, and of the scans of training, in words.</param>
public sealed record Novelty(double Distance, string Property, string Sentence);
