namespace Vesalius.Cli.Evaluation;

/// <summary>A case by its mean Dice, as it is written for scripts.</summary>
internal sealed record RankedCase(string Case, double MeanDice);
