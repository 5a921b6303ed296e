using Vesalius.Analysis.Evaluation;

namespace Vesalius.Cli.Evaluation;

/// <summary>Whether probabilities are right, as it is written for scripts.</summary>
internal sealed record EvaluatedCalibration(
    long Voxels, double Ece, double Mce, double Brier, double NegativeLogLikelihood, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>The scores of one structure.</summary>
    public static EvaluatedCalibration Of(CalibrationScores scores) =>
        new(scores.Voxels, scores.ExpectedError, scores.MaximumError, scores.Brier, scores.NegativeLogLikelihood, scores.Bins);
}
