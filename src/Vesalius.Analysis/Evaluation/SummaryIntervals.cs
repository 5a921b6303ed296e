using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How sure the means and medians of an evaluation are: where they would lie over other cases of the same kind.</summary>
public sealed class SummaryIntervals
{
    private readonly Dictionary<(int Label, string Score), ScoreInterval> intervals;

    private SummaryIntervals(Dictionary<(int Label, string Score), ScoreInterval> intervals) => this.intervals = intervals;

    /// <summary>How the intervals were made.</summary>
    public required BootstrapOptions Options { get; init; }

    /// <summary>How many groups of cases there are; as many as cases when every case stands for itself.</summary>
    public required int Groups { get; init; }

    /// <summary>The interval of <see cref="EvaluationSummary.MeanDice"/>.</summary>
    public required ConfidenceInterval MeanDice { get; init; }

    /// <summary>The intervals of one score of one structure.</summary>
    /// <exception cref="KeyNotFoundException">There is no such structure or score.</exception>
    public ScoreInterval Of(int label, string score) => intervals.TryGetValue((label, score), out ScoreInterval? found)
        ? found
        : throw new KeyNotFoundException($"There is no score '{score}' of label {label}.");

    /// <summary>Works out the intervals of every score of every structure.</summary>
    /// <param name="summary">The evaluation.</param>
    /// <param name="groupOf">The group of each case, by its name: what belongs to one patient. Null when every case stands for
    /// itself.</param>
    /// <param name="options">How intervals are made; the defaults when null.</param>
    public static SummaryIntervals Of(EvaluationSummary summary, Func<string, string>? groupOf = null, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        options ??= BootstrapOptions.Default;
        groupOf ??= name => name;
        var wanted = summary.Labels.SelectMany(label => label.Scores.Select(score => (label.Label, Score: score)));
        var found = wanted.AsParallel().Select(one => (one, Interval: ScoreIntervalOf(summary, one, groupOf, options)));
        return new SummaryIntervals(found.ToDictionary(pair => pair.one, pair => pair.Interval))
        {
            Options = options,
            Groups = summary.Cases.Select(one => groupOf(one.Case)).Distinct(StringComparer.Ordinal).Count(),
            MeanDice = MeanDiceOf(summary, groupOf, options),
        };
    }

    private static ScoreInterval ScoreIntervalOf(
        EvaluationSummary summary, (int Label, string Score) one, Func<string, string> groupOf, BootstrapOptions options)
    {
        (string Case, double Score)[] scores = [.. summary.ScoresOf(one.Label, one.Score)];
        double[] values = [.. scores.Select(score => score.Score)];
        string[] groups = [.. scores.Select(score => groupOf(score.Case))];
        return new ScoreInterval(Bootstrap.OfMean(values, groups, options), Bootstrap.OfMedian(values, groups, options));
    }

    private static ConfidenceInterval MeanDiceOf(EvaluationSummary summary, Func<string, string> groupOf, BootstrapOptions options)
    {
        CaseEvaluation[][] units =
            [.. summary.Cases.GroupBy(one => groupOf(one.Case), StringComparer.Ordinal).Select(group => group.ToArray())];
        int[] labels = [.. summary.Labels.Select(label => label.Label)];
        var figures = new (double Sum, int Count)[units.Length, labels.Length];
        for (int unit = 0; unit < units.Length; unit++)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                double[] dice = [.. units[unit].Select(one => one.Find(labels[i])?.Dice ?? double.NaN)
                    .Where(score => !double.IsNaN(score))];
                figures[unit, i] = (dice.Sum(), dice.Length);
            }
        }

        return Bootstrap.Interval(units.Length, drawn => MeanOfMeans(figures, drawn), options);
    }

    /// <summary>The mean over structures of the mean over the drawn cases, structures that none of them has left out.</summary>
    private static double MeanOfMeans((double Sum, int Count)[,] figures, ReadOnlySpan<int> drawn)
    {
        double total = 0;
        int defined = 0;
        for (int label = 0; label < figures.GetLength(1); label++)
        {
            double sum = 0;
            int count = 0;
            foreach (int unit in drawn)
            {
                sum += figures[unit, label].Sum;
                count += figures[unit, label].Count;
            }

            total += count == 0 ? 0 : sum / count;
            defined += count == 0 ? 0 : 1;
        }

        return total / defined;
    }
}
