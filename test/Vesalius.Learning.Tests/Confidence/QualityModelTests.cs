using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Tests.Confidence;

public sealed class QualityModelTests
{
    [Fact]
    public void Weights_are_found_again()
    {
        double[] weights = [-0.3, 0.7, 1.2, 0.4];
        (QualitySigns, double)[] cases = [.. Drawn(400).Select(signs => (signs, QualityModel.Predict(weights, signs)))];
        double[] found = QualityModel.Fit(cases, QualityModel.Prior, 1e-6);
        Assert.All(found.Zip(weights), pair => Assert.Equal(pair.Second, pair.First, 1e-3));
    }

    [Fact]
    public void Without_cases_what_the_probabilities_expect_is_believed()
    {
        double[] found = QualityModel.Fit([], QualityModel.Prior, 1);
        Assert.Equal(QualityModel.Prior, found);
        Assert.Equal(0.8, QualityModel.Predict(found, new QualitySigns(0.8, 1, 1)), 1e-9);
    }

    [Fact]
    public void A_stranger_scan_is_never_predicted_to_be_segmented_better()
    {
        // Cases that say the opposite.
        (QualitySigns, double)[] cases = [.. Drawn(60).Select(signs => (signs, Math.Clamp(0.2 + 0.1 * signs.Distance, 0, 1)))];
        double[] found = QualityModel.Fit(cases, QualityModel.Prior, 1);
        Assert.All(found[1..], weight => Assert.True(weight >= 0));
        Assert.True(QualityModel.Predict(found, new QualitySigns(0.9, 5, 1)) <= QualityModel.Predict(found, new QualitySigns(0.9, 1, 1)));
    }

    [Fact]
    public void Perfect_and_hopeless_cases_do_not_run_away()
    {
        double[] found = QualityModel.Fit(
            [.. Enumerable.Range(0, 40).Select(i => (new QualitySigns(i % 2 == 0 ? 1 : 0, 1, 0), i % 2 == 0 ? 1.0 : 0))], QualityModel.Prior, 1);
        Assert.All(found, weight => Assert.InRange(weight, -20, 20));
        Assert.True(QualityModel.Predict(found, new QualitySigns(1, 1, 0)) > 0.95);
    }

    [Fact]
    public void Strange_scans_that_were_segmented_well_are_trusted_up_to_where_failures_begin()
    {
        (double, bool)[] trials = [(0.5, false), (1.8, false), (4, false), (5, false), (12, true), (14, true), (0.7, true)];
        Assert.Equal(5.0, QualityFit.FarthestTrusted(2, trials));

        // Where failures are not farther than others, nothing beyond the strangest good scan is trusted.
        Assert.Equal(2.0, QualityFit.FarthestTrusted(2, [(1, false), (4, true), (5, false), (6, true)]));
        Assert.Equal(3.0, QualityFit.FarthestTrusted(2, [(1, false), (40, false)]));
    }

    private static IEnumerable<QualitySigns> Drawn(int count)
    {
        var random = new Random(2);
        return Enumerable.Range(0, count).Select(_ => new QualitySigns(0.05 + 0.9 * random.NextDouble(), 6 * random.NextDouble(), 8 * random.NextDouble()));
    }
}
