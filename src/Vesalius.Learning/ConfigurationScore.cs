using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>A configuration, and what it was worth on cases it had not learned from.</summary>
/// <param name="Configuration">Which.</param>
/// <param name="MeanDice">The mean over structures of their mean Dice over these cases; null before they were scored, or where none is defined.</param>
public sealed record ConfigurationScore(PlannedConfiguration Configuration, double? MeanDice);
