namespace Vesalius.Cli.Evaluation;

/// <summary>The scores of one case, as they are written for scripts.</summary>
internal sealed record EvaluatedCase(string Case, IReadOnlyList<EvaluatedLabel> Labels);
