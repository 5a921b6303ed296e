using Vesalius.Analysis.Evaluation;

namespace Vesalius.Learning.Postprocessing;

/// <summary>
/// Which corrections are worth it, judged on validated cases without peeking: a correction is taken only where it also helps on cases that
/// had
/// no say in choosing it. Groups of cases are parted into at most five folds; each fold is corrected by what the others would choose.
/// </summary>
public sealed class PostprocessingChoice
{
    private const int MostFolds = 5, FewestGroups = 4;

    /// <summary>A mean Dice that rises by less is not worth a rule.</summary>
    private const double SmallestGain = 0.001;

    private readonly Dictionary<(string Case, int Label), Overlap> estimates = [];

    private PostprocessingChoice()
    {
    }

    /// <summary>What was chosen: none with fewer than four groups of cases, which cannot tell.</summary>
    public Postprocessor Postprocessor { get; private init; } = Postprocessor.None;

    /// <summary>Chooses for every structure.</summary>
    /// <param name="trials">The validated cases.</param>
    public static PostprocessingChoice Of(IReadOnlyList<PostprocessingTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        string[] groups = [.. trials.Select(one => one.Group).Distinct().Order(StringComparer.Ordinal)];
        if (groups.Length < FewestGroups)
        {
            return new PostprocessingChoice();
        }

        int folds = Math.Min(MostFolds, groups.Length);
        PostprocessingTrial[][] parts =
            [.. Enumerable.Range(0, folds).Select(fold => trials.Where(one => Array.IndexOf(groups, one.Group) % folds == fold).ToArray())];
        var cleanups = new List<LabelCleanup>();
        var estimates = new Dictionary<(string, int), Overlap>();
        var before = new List<double>();
        var after = new List<double>();
        foreach (int label in trials.SelectMany(one => one.Evaluation.Labels).Select(one => one.Label).Distinct().Order())
        {
            int chosen = Best(trials, label);
            (PostprocessingTrial Trial, int Candidate)[] nested = [.. parts.SelectMany(part => Nested(trials, part, label))];
            double raw = Mean(nested.Select(one => one.Trial[label, 0]));
            double gained = Mean(nested.Select(one => one.Trial[label, one.Candidate]));
            if (chosen == 0 || !(gained >= raw + SmallestGain))
            {
                continue;
            }

            cleanups.Add(PostprocessingTrial.Candidates[chosen] with { Label = label });
            before.Add(raw);
            after.Add(gained);
            foreach ((PostprocessingTrial trial, int candidate) in nested)
            {
                estimates[(trial.Evaluation.Case, label)] = trial[label, candidate]!.Value;
            }
        }

        var choice = new PostprocessingChoice
        {
            Postprocessor = cleanups.Count == 0 ? Postprocessor.None : new Postprocessor
            {
                Cleanups = cleanups, Cases = trials.Count, DiceBefore = before.Average(), DiceAfter = after.Average(),
            },
        };
        foreach (var (key, overlap) in estimates)
        {
            choice.estimates.Add(key, overlap);
        }

        return choice;
    }

    /// <summary>The cases of a fold that have a structure, with the candidate that all other cases would choose for it.</summary>
    private static IEnumerable<(PostprocessingTrial Trial, int Candidate)> Nested(
        IReadOnlyList<PostprocessingTrial> trials, PostprocessingTrial[] fold, int label)
    {
        int best = Best([.. trials.Except(fold)], label);
        return fold.Where(one => one[label, 0] is not null).Select(one => (one, best));
    }

    /// <summary>A validated case as it is to be expected of unseen scans: corrected by what the other cases would have chosen.</summary>
    public CaseEvaluation Estimate(CaseEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation with
        {
            Labels = [.. evaluation.Labels.Select(one => estimates.TryGetValue((evaluation.Case, one.Label), out Overlap overlap)
                ? one with { Overlap = overlap } : one)],
        };
    }

    /// <summary>
    /// The candidate of the highest mean Dice, if that is above no correction and more cases gain than lose by it; otherwise 0.
    /// </summary>
    private static int Best(IReadOnlyList<PostprocessingTrial> trials, int label)
    {
        PostprocessingTrial[] defined = [.. trials.Where(one => one[label, 0] is not null)];
        double[] raw = [.. defined.Select(one => Score(one[label, 0]!.Value))];
        int best = 0;
        double highest = raw.Length == 0 ? double.NaN : raw.Average() + SmallestGain;
        for (int candidate = 1; candidate < PostprocessingTrial.Candidates.Count; candidate++)
        {
            double[] scores = [.. defined.Select(one => Score(one[label, candidate]!.Value))];
            int gains = scores.Zip(raw).Count(pair => pair.First > pair.Second);
            int losses = scores.Zip(raw).Count(pair => pair.First < pair.Second);
            if (gains > losses && scores.Average() > highest)
            {
                (best, highest) = (candidate, scores.Average());
            }
        }

        return best;
    }

    private static double Mean(IEnumerable<Overlap?> overlaps) =>
        overlaps.Select(one => Score(one!.Value)).DefaultIfEmpty(double.NaN).Average();

    // A structure that is in neither mask is right: taking a wrong find away must count.
    private static double Score(Overlap overlap) => overlap.Reference + overlap.Prediction == 0 ? 1 : overlap.Dice;
}
