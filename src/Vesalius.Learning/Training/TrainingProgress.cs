namespace Vesalius.Learning.Training;

/// <summary>Where training stands, after a step.</summary>
/// <param name="Epoch">The epoch under way, counted from 1.</param>
/// <param name="Fraction">The share of the budget used up, 0 to 1.</param>
/// <param name="Loss">A running mean of the loss.</param>
/// <param name="Dice">The Dice of the last validation, NaN before the first.</param>
/// <param name="SecondsLeft">How long it will probably still take.</param>
public readonly record struct TrainingProgress(int Epoch, double Fraction, double Loss, double Dice, double SecondsLeft);
