using Vesalius.Analysis.Statistics;

namespace Vesalius.Learning.Confidence;

/// <summary>Fits the prediction of Dice on trials, and tries it on trials that had no say in it.</summary>
internal sealed class QualityFit
{
    private const double PullOfPrior = 1, PullOfAll = 5;
    private const double FalseAlarmsUpTo = 0.05, FailedShare = 0.75, BeyondFamiliar = 1.5;

    private readonly IReadOnlyList<ConfidenceTrial> trials;
    private readonly int[] folds;
    private readonly double[] distances;
    private readonly (int Trial, int Structure, QualitySigns Signs, double Dice)[] rows;

    /// <summary>A fit on trials of scans as they are and of degraded ones.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="folds">The part of each: it is judged by the others.</param>
    /// <param name="temperature">The temperature of the scores.</param>
    /// <param name="habits">How large each structure was in training.</param>
    /// <param name="familiarity">What the scans of training were like.</param>
    public QualityFit(
        IReadOnlyList<ConfidenceTrial> trials, int[] folds, double temperature, IReadOnlyList<VolumeHabit> habits,
        ScanFamiliarity familiarity)
    {
        (this.trials, this.folds) = (trials, folds);
        distances = [.. trials.Select(one => familiarity.Judge(one.Profile).Distance)];
        rows = [.. from trial in Enumerable.Range(0, trials.Count)
                   from structure in Enumerable.Range(0, habits.Count)
                   let score = trials[trial].Scores[structure]
                   where score is not null && !double.IsNaN(score.Value.Dice)
                   let signs = ConfidenceJudge.SignsOf(
                       habits[structure], score.Value.FoundMm3, trials[trial].Tallies.At(temperature)[structure], distances[trial])
                   where signs is not null
                   select (trial, structure, signs.Value, score.Value.Dice)];
    }

    /// <summary>The weights of one structure.</summary>
    public IReadOnlyList<double> WeightsOf(int structure) => Weights(structure, _ => true);

    /// <summary>How well the prediction does on trials that had no say in it.</summary>
    public QualityRecord Record()
    {
        double[] real = [.. trials.Select(one => one.MeanDice)];
        double[] predicted = Predictions((trial, other) => folds[trial] != folds[other]);
        double[] unseen = Predictions((trial, other) => folds[trial] != folds[other] && trials[trial].Kind != trials[other].Kind);
        int[] defined = [.. Enumerable.Range(0, trials.Count).Where(i => !double.IsNaN(real[i] + predicted[i]))];
        int[] clean = [.. defined.Where(i => trials[i].Kind is null)], degraded = [.. defined.Where(i => trials[i].Kind is not null)];
        if (clean.Length == 0)
        {
            return new QualityRecord(0, degraded.Length);
        }

        double failedBelow = FailedShare * Median(clean.Select(i => real[i]));
        double trustFrom = Threshold([.. clean.Select(i => predicted[i])], [.. defined.Select(i => (predicted[i], real[i] < failedBelow))]);
        double distanceUpTo = FarthestTrusted(
            Math.Max(1, clean.Max(i => distances[i])),
            [.. defined.Where(i => !(predicted[i] < trustFrom)).Select(i => (distances[i], real[i] < failedBelow))]);
        bool IsDistrusted(int i) => predicted[i] < trustFrom || distances[i] > distanceUpTo;
        int[] failed = [.. defined.Where(i => real[i] < failedBelow)];
        return new QualityRecord(clean.Length, degraded.Length)
        {
            TrustFrom = trustFrom,
            DistanceUpTo = distanceUpTo,
            Correlation = Together([.. defined.Select(i => predicted[i])], [.. defined.Select(i => real[i])]),
            CorrelationOfUnseenKinds = Together([.. degraded.Select(i => unseen[i])], [.. degraded.Select(i => real[i])]),
            MeanError = defined.Average(i => Math.Abs(predicted[i] - real[i])),
            FalseAlarms = clean.Average(i => IsDistrusted(i) ? 1.0 : 0),
            FailedBelow = failedBelow,
            Caught = failed.Length == 0 ? null : failed.Average(i => IsDistrusted(i) ? 1.0 : 0),
        };
    }

    /// <summary>
    /// The threshold that parts failed segmentations best from others (Youden's index), of those that distrust at most one in twenty scans
    /// as
    /// they are; where nothing failed, the one that distrusts one in twenty.
    /// </summary>
    private static double Threshold(double[] clean, (double Predicted, bool Failed)[] all)
    {
        Array.Sort(clean);
        double highest = OrderStatistics.Quantile(clean, FalseAlarmsUpTo);
        double failures = all.Count(one => one.Failed), others = all.Length - failures;
        return all.Where(one => one.Predicted <= highest).Select(one => one.Predicted).Append(highest)
            .MaxBy(at => (all.Count(one => one.Failed && one.Predicted < at) / Math.Max(1, failures)
                - all.Count(one => !one.Failed && one.Predicted < at) / Math.Max(1, others), at));
    }

    /// <summary>
    /// How far a scan may lie from those of training: never less than the strangest good scan, and beyond that the distance which parts the
    /// failed segmentations best from others, of those that the predicted Dice lets pass; of equal ones the least. Where nothing failed, half as
    /// far again as the strangest good scan.
    /// </summary>
    /// <param name="strangest">The distance of the strangest validation scan as it is, at least 1.</param>
    /// <param name="passed">The distance of every trial that the predicted Dice lets pass, and whether it failed.</param>
    internal static double FarthestTrusted(double strangest, (double Distance, bool Failed)[] passed)
    {
        double failures = passed.Count(one => one.Failed), others = passed.Length - failures;
        return failures == 0 ? BeyondFamiliar * strangest : passed.Where(one => one.Distance > strangest).Select(one => one.Distance).Prepend(strangest)
            .MaxBy(upTo => (passed.Count(one => one.Failed && one.Distance > upTo) / failures
                - passed.Count(one => !one.Failed && one.Distance > upTo) / Math.Max(1, others), -upTo));
    }

    private double[] Predictions(Func<int, int, bool> teaches)
    {
        // Trials of one fold and kind are taught by the same others.
        var known = new Dictionary<(int Fold, string? Kind, int Structure), double[]>();
        var sums = new double[trials.Count];
        var counts = new int[trials.Count];
        foreach (var row in rows)
        {
            (int, string?, int) key = (folds[row.Trial], trials[row.Trial].Kind, row.Structure);
            if (!known.TryGetValue(key, out double[]? weights))
            {
                known[key] = weights = Weights(row.Structure, other => teaches(row.Trial, other));
            }

            sums[row.Trial] += QualityModel.Predict(weights, row.Signs);
            counts[row.Trial]++;
        }

        return [.. sums.Zip(counts, (sum, count) => count == 0 ? double.NaN : sum / count)];
    }

    private double[] Weights(int structure, Func<int, bool> teaches)
    {
        var used = rows.Where(row => teaches(row.Trial)).ToArray();
        double[] pooled = QualityModel.Fit([.. used.Select(row => (row.Signs, row.Dice))], QualityModel.Prior, PullOfPrior);
        return QualityModel.Fit([.. used.Where(row => row.Structure == structure).Select(row => (row.Signs, row.Dice))], pooled, PullOfAll);
    }

    private static double? Together(double[] predicted, double[] real) =>
        Correlation.Of(predicted, real) is var found && double.IsNaN(found) ? null : found;

    private static double Median(IEnumerable<double> values) => OrderStatistics.MedianInPlace(values.ToArray());
}
