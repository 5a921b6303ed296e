using CsCheck;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Tests.Statistics;

public sealed class BootstrapTests
{
    /// <summary>
    /// The spatial test data of Efron and Tibshirani, An Introduction to the Bootstrap (1993), table 14.1: task A of 26 children.
    /// </summary>
    private static readonly double[] SpatialTest =
        [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

    private static readonly double[] Scores = [0.91, 0.88, 0.95, 0.72, 0.93, 0.9, 0.86, 0.94, 0.97, 0.81];

    [Fact]
    public void The_variance_of_the_spatial_test_has_the_interval_of_the_book()
    {
        var options = new BootstrapOptions { Level = 0.9, Resamples = 20_000 };
        static double Variance(Span<double> sample)
        {
            double mean = 0, sum = 0;
            foreach (double value in sample)
            {
                mean += value / sample.Length;
            }

            foreach (double value in sample)
            {
                sum += (value - mean) * (value - mean);
            }

            return sum / sample.Length;
        }

        // The book: 171.5; BCa (115.8, 259.6), percentile (100.8, 233.9) with 2,000 resamples. SciPy 1.10 with 200,000: (115.4, 260.9),
        // (97.8, 235.6).
        Assert.Equal(171.5, Variance([.. SpatialTest]), 0.05);
        ConfidenceInterval corrected = Bootstrap.OfSample(SpatialTest, null, Variance, options);
        Assert.Equal(115.4, corrected.Lower, 2.0);
        Assert.Equal(260.9, corrected.Upper, 4.0);
        ConfidenceInterval plain = Bootstrap.OfSample(SpatialTest, null, Variance, options with { Method = BootstrapMethod.Percentile });
        Assert.Equal(97.8, plain.Lower, 2.0);
        Assert.Equal(235.6, plain.Upper, 3.0);
    }

    /// <summary>SciPy 1.10, scipy.stats.bootstrap with 500,000 resamples: BCa (0.8290, 0.9220), percentile (0.8390, 0.9270).</summary>
    [Theory]
    [InlineData(BootstrapMethod.BiasCorrected, 0.829, 0.922)]
    [InlineData(BootstrapMethod.Percentile, 0.839, 0.927)]
    public void The_mean_of_ten_scores_has_the_interval_of_scipy(BootstrapMethod method, double lower, double upper)
    {
        ConfidenceInterval interval = Bootstrap.OfMean(Scores, null, new BootstrapOptions { Method = method, Resamples = 50_000 });
        Assert.Equal(lower, interval.Lower, 0.0015);
        Assert.Equal(upper, interval.Upper, 0.0015);
    }

    [Fact]
    public void The_median_of_ten_scores_has_the_interval_of_scipy()
    {
        ConfidenceInterval interval = Bootstrap.OfMedian(Scores);
        Assert.Equal(0.845, interval.Lower, 0.0051);
        Assert.Equal(0.94, interval.Upper, 0.0051);
    }

    [Fact]
    public void Nine_in_ten_intervals_of_that_level_hold_the_true_mean()
    {
        var random = new Random(5);
        var options = new BootstrapOptions { Level = 0.9, Resamples = 400 };
        const int Trials = 600;
        int held = Enumerable.Range(0, Trials).Count(trial =>
        {
            // An exponential distribution of mean 1: as one-sided as distances are.
            double[] sample = [.. Enumerable.Range(0, 40).Select(_ => -Math.Log(1 - random.NextDouble()))];
            return Bootstrap.OfMean(sample, null, options with { Seed = trial }).Contains(1);
        });
        Assert.InRange(held / (double)Trials, 0.85, 0.93);
    }

    [Fact]
    public void Copies_of_each_case_in_its_group_do_not_make_the_interval_narrower()
    {
        double[] thrice = [.. Scores.SelectMany(score => new[] { score, score, score })];
        string[] groups = [.. Enumerable.Range(0, thrice.Length).Select(i => $"patient {i / 3}")];
        Assert.Equal(Bootstrap.OfMean(Scores), Bootstrap.OfMean(thrice, groups), (a, b) => Near(a, b));
        ConfidenceInterval pretending = Bootstrap.OfMean(thrice), honest = Bootstrap.OfMean(thrice, groups);
        Assert.True(pretending.Upper - pretending.Lower < 0.7 * (honest.Upper - honest.Lower));
    }

    /// <summary>In eighths, so that no sum is rounded: scores that are equal by chance stay so when they are moved.</summary>
    [Fact]
    public void An_interval_moves_and_stretches_with_its_values() =>
        Gen.Select(Eighths(-5, 5).Array[2, 12], Eighths(-10, 10), Eighths(0.5, 3)).Sample((values, shift, factor) =>
        {
            var options = new BootstrapOptions { Resamples = 100 };
            ConfidenceInterval before = Bootstrap.OfMean(values, null, options);
            ConfidenceInterval after = Bootstrap.OfMean([.. values.Select(value => shift + factor * value)], null, options);
            Assert.Equal(shift + factor * before.Lower, after.Lower, 1e-6);
            Assert.Equal(shift + factor * before.Upper, after.Upper, 1e-6);
        }, iter: 60);

    [Fact]
    public void Equal_scores_have_an_interval_without_width() =>
        Assert.Equal(new ConfidenceInterval(0.5, 0.5), Bootstrap.OfMean([0.5, 0.5, 0.5, 0.5]));

    [Fact]
    public void One_case_or_one_patient_says_nothing_about_others()
    {
        Assert.False(Bootstrap.OfMean([0.5]).IsDefined);
        Assert.False(Bootstrap.OfMean([]).IsDefined);
        Assert.False(Bootstrap.OfMean([0.5, double.NaN]).IsDefined);
        Assert.False(Bootstrap.OfMean([0.5, 0.7, 0.9], ["a", "a", "a"]).IsDefined);
    }

    [Fact]
    public void A_missed_structure_leaves_the_upper_end_of_a_mean_distance_infinite_and_that_of_the_median_finite()
    {
        double[] distances = [2, 3, 2.5, double.PositiveInfinity, 4, 3.5, 1.5, 2, 5, 3];
        Assert.Equal(double.PositiveInfinity, Bootstrap.OfMean(distances).Upper);
        ConfidenceInterval median = Bootstrap.OfMedian(distances);
        Assert.InRange(median.Upper, 3, 5);
    }

    [Fact]
    public void A_seed_gives_the_same_interval_each_time_and_another_seed_another()
    {
        Assert.Equal(Bootstrap.OfMean(Scores), Bootstrap.OfMean(Scores));
        Assert.NotEqual(Bootstrap.OfMean(Scores), Bootstrap.OfMean(Scores, null, new BootstrapOptions { Seed = 2 }));
    }

    [Fact]
    public void Options_that_say_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapOptions { Level = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapOptions { Resamples = 10 });
        Assert.Throws<ArgumentException>(() => Bootstrap.OfMean([1, 2], ["a"]));
    }

    private static Gen<double> Eighths(double least, double most) => Gen.Int[(int)(8 * least), (int)(8 * most)].Select(count => count / 8.0);

    private static bool Near(ConfidenceInterval a, ConfidenceInterval b) => Math.Abs(a.Lower - b.Lower) < 1e-12
        && Math.Abs(a.Upper - b.Upper) < 1e-12;
}
