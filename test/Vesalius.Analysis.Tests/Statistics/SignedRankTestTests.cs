using CsCheck;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Tests.Statistics;

public sealed class SignedRankTestTests
{
    /// <summary>
    /// Darwin's cross- and self-fertilised maize, as SciPy's documentation of wilcoxon has it: statistic 24, p 0.041259765625.
    /// </summary>
    [Fact]
    public void Darwins_maize_gives_the_known_probability()
    {
        SignedRankResult found = SignedRankTest.Of([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75]);
        Assert.Equal(24, found.Statistic);
        Assert.Equal(0.041259765625, found.PValue, 1e-15);
        Assert.True(found.IsExact);
    }

    /// <summary>Hollander and Wolfe's depression data, the example of R's wilcox.test: V = 40, one-sided p 0.01953.</summary>
    [Fact]
    public void The_depression_data_give_the_known_probability()
    {
        double[] before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
            after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
        SignedRankResult found = SignedRankTest.Of(before.Zip(after, (x, y) => x - y));
        Assert.Equal(40, found.PositiveRanks);
        Assert.Equal(0.0390625, found.PValue, 1e-15);
    }

    /// <summary>SciPy 1.10, permutation_test over all 256 signs of the mean ranks.</summary>
    [Fact]
    public void Ties_have_the_exact_probability_of_their_mean_ranks()
    {
        SignedRankResult found = SignedRankTest.Of([1, 1, -1, 2, 2, 3, -2, 4]);
        Assert.Equal(29, found.PositiveRanks);
        Assert.Equal(0.1640625, found.PValue, 1e-15);
    }

    /// <summary>SciPy 1.10, wilcoxon(mode='approx', correction=False) on 58 differences with ties.</summary>
    [Fact]
    public void Many_pairs_take_the_normal_approximation_with_its_correction_for_ties()
    {
        SignedRankResult found = SignedRankTest.Of(Enumerable.Range(0, 60).Select(i => (double)(i * 37 % 23 - 9)));
        Assert.Equal((60, 58, false), (found.Pairs, found.Unequal, found.IsExact));
        Assert.Equal(595, found.Statistic);
        Assert.Equal(0.04353205576279501, found.PValue, 1e-13);
    }

    [Fact]
    public void The_exact_probability_is_that_of_trying_all_signs() => Gen.Int[-6, 6].Array[1, 9].Sample(differences =>
    {
        double[] moved = [.. differences.Where(one => one != 0).Select(one => (double)one)];
        IReadOnlyList<double> ranks = OrderStatistics.Ranks([.. moved.Select(Math.Abs)]);
        double half = ranks.Sum() / 2, off = Math.Abs(Enumerable.Range(0, moved.Length).Where(i => moved[i] > 0).Sum(i => ranks[i]) - half);
        int extreme = Enumerable.Range(0, 1 << moved.Length)
            .Count(signs => Math.Abs(Enumerable.Range(0, moved.Length).Where(i => (signs >> i & 1) != 0).Sum(i => ranks[i]) - half) >= off);
        Assert.Equal(extreme / Math.Pow(2, moved.Length), SignedRankTest.Of(differences.Select(one => (double)one)).PValue, 1e-12);
    });

    [Fact]
    public void Five_pairs_can_never_show_a_difference_at_five_percent() =>
        Assert.Equal(0.0625, SignedRankTest.Of([0.1, 0.2, 0.3, 0.4, double.PositiveInfinity]).PValue, 1e-15);

    [Fact]
    public void Without_a_difference_the_probability_is_one_and_without_pairs_undefined()
    {
        Assert.Equal(1, SignedRankTest.Of([0, 0, 0]).PValue);
        Assert.Equal(double.NaN, SignedRankTest.Of([double.NaN]).PValue);
    }
}
