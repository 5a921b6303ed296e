using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>What <c>evaluate</c> found.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Pairs">The files of the cases.</param>
/// <param name="Model">The predictions and their scores.</param>
internal sealed record EvaluationOutcome(EvaluationRequest Request, IReadOnlyList<CasePair> Pairs, EvaluatedModel Model)
{
    /// <summary>The other predictions and their scores; null when none were asked for.</summary>
    public EvaluatedModel? Rival { get; init; }

    /// <summary>Both side by side; null without other predictions, or when no case could be evaluated for both.</summary>
    public EvaluationComparison? Comparison { get; init; }

    public EvaluationOptions Options => Request.Options;

    /// <summary>What could not be evaluated, of either.</summary>
    public IEnumerable<CaseFailure> Failures => Model.Summary.Failures.Concat(Rival?.Summary.Failures ?? []);
}
