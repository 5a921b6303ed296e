namespace Vesalius.Analysis.Evaluation;

/// <summary>A model, or a folder of predictions, with its scores.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Summary">The scores of its cases.</param>
/// <param name="Intervals">How sure their means and medians are.</param>
public sealed record EvaluatedModel(string Name, EvaluationSummary Summary, SummaryIntervals Intervals);
