using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Tests.Statistics;

public sealed class StatisticsTests
{
    /// <summary>SciPy 1.10, scipy.stats.norm.</summary>
    [Theory]
    [InlineData(-10, 7.61985302416047e-24)]
    [InlineData(-5, 2.866515718791933e-07)]
    [InlineData(-3.5, 2.326290790355250e-04)]
    [InlineData(-3, 1.349898031630095e-03)]
    [InlineData(-1, 0.158655253931457)]
    [InlineData(0.3, 0.617911422188953)]
    [InlineData(2, 0.977249868051821)]
    public void The_normal_distribution_is_known_to_its_tails(double z, double probability)
    {
        Assert.Equal(1, NormalDistribution.Cumulative(z) / probability, 1e-12);
        Assert.Equal(1, NormalDistribution.Cumulative(NormalDistribution.Quantile(probability)) / probability, 1e-12);
    }

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-300, -37.0470962994)]
    [InlineData(0.5, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(1.5, double.NaN)]
    public void Quantiles_of_the_normal_distribution_are_known(double probability, double z) =>
        Assert.Equal(z, NormalDistribution.Quantile(probability), 1e-9);

    /// <summary>R, p.adjust(p, "holm").</summary>
    [Fact]
    public void Holms_correction_is_that_of_r_and_leaves_out_what_was_not_asked() =>
        Assert.Equal([0.06, 0.04, double.NaN, 0.06, 0.06],
            HolmCorrection.Adjust([0.02, 0.01, double.NaN, 0.04, 0.03]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Adjusted_probabilities_stay_below_one() => Assert.Equal([1, 1], HolmCorrection.Adjust([0.7, 0.9]));

    /// <summary>
    /// Peak expiratory flow by two meters, Bland and Altman, Lancet 1986: mean difference −2.1 l/min, standard deviation 38.8 l/min.
    /// </summary>
    [Fact]
    public void Limits_of_agreement_are_those_of_the_lancet()
    {
        double[] wright = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427];
        double[] mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451];
        LimitsOfAgreement found = LimitsOfAgreement.Of([.. wright.Zip(mini)]);
        Assert.Equal(-2.1, found.Bias, 0.05);
        Assert.Equal(38.8, found.StandardDeviation, 0.05);
        Assert.Equal(-2.1 - 1.96 * 38.8, found.Lower, 0.1);
        Assert.True(found.BiasInterval.Contains(0));
        Assert.True(double.IsNaN(LimitsOfAgreement.Of([(1, 2)]).Upper));
        Assert.Equal(0, LimitsOfAgreement.Of([]).Pairs);
    }

    [Fact]
    public void Equal_values_share_their_ranks() =>
        Assert.Equal([3.5, 1, 3.5, 2, 5], OrderStatistics.Ranks([4, 1, 4, 3, double.PositiveInfinity]));

    [Fact]
    public void Quantiles_are_interpolated_and_keep_infinity_where_it_is()
    {
        Assert.Equal(2.5, OrderStatistics.Quantile([1, 2, 3, 4], 0.5));
        Assert.Equal(3, OrderStatistics.Quantile([1, 3, double.PositiveInfinity], 0.5));
        Assert.Equal(double.PositiveInfinity, OrderStatistics.Quantile([1, double.PositiveInfinity], 0.5));
        Assert.Equal(double.NaN, OrderStatistics.Quantile([], 0.5));
    }
}
