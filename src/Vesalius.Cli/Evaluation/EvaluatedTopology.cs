using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>How two masks hang together, as it is written for scripts: Betti numbers are parts, holes, cavities.</summary>
internal sealed record EvaluatedTopology(
    double ClDice, IReadOnlyList<long> ReferenceBetti, IReadOnlyList<long> PredictionBetti, long BettiError)
{
    /// <summary>The scores of one structure.</summary>
    public static EvaluatedTopology Of(TopologyScores scores) =>
        new(scores.CentrelineDice, Numbers(scores.Reference), Numbers(scores.Prediction), scores.BettiError);

    private static long[] Numbers(BettiNumbers betti) => [betti.Parts, betti.Holes, betti.Cavities];
}
