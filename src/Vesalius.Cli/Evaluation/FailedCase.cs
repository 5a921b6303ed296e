namespace Vesalius.Cli.Evaluation;

/// <summary>A case that could not be evaluated, as it is written for scripts.</summary>
internal sealed record FailedCase(string Case, string Error);
