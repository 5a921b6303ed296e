using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Learning;

namespace Vesalius.Cli.Training;

/// <summary>Pictures of the worst validation cases. Scans are large: only pictures are kept.</summary>
internal sealed class WorstCases
{
    private const int Kept = 4;
    private readonly List<(double Dice, EvaluatedCasePictures Pictures)> cases = [];

    /// <summary>The pictures, the worst case first.</summary>
    public IReadOnlyList<EvaluatedCasePictures> Pictures => [.. cases.Select(one => one.Pictures)];

    /// <summary>Draws a case that is among the worst so far.</summary>
    public void See(ValidatedCase one)
    {
        double dice = double.IsNaN(one.Scores.MeanDice) ? double.PositiveInfinity : one.Scores.MeanDice;
        if (cases.Count == Kept && dice >= cases[^1].Dice)
        {
            return;
        }

        var views = DisagreementPictures.Of(one.Truth, one.Prediction, one.Image, new EvaluationOptions());
        cases.Add((dice, new EvaluatedCasePictures(one.Scores.Case, views)));
        cases.Sort((a, b) => a.Dice.CompareTo(b.Dice));
        cases.RemoveRange(Math.Min(Kept, cases.Count), Math.Max(0, cases.Count - Kept));
    }
}
