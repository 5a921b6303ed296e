namespace Vesalius.Cli.Evaluation;

/// <summary>A figure of the reference and of the prediction.</summary>
internal sealed record BothSides(double Reference, double Prediction);
