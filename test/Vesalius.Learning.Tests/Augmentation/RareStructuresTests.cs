using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Augmentation;

public class RareStructuresTests
{
    private static readonly Gen<int[][]> Cases = Gen.Int[1, 5].Array[0, 4].Array[1, 40];

    [Fact]
    public void A_structure_in_one_case_of_sixteen_counts_twice_where_a_quarter_is_wanted()
    {
        RareStructures rare = RareStructures.Of([[1, 2], .. Enumerable.Repeat((int[])[1], 15)], 0.25)!;
        Assert.Equal((2, 1), (rare.FactorOf(2), rare.FactorOf(1)));
        Assert.Equal(17, rare.RoundLength);
        Assert.Equal([0, 0, .. Enumerable.Range(1, 15)], rare.Round(new RandomSource(1)));
    }

    [Fact]
    public void One_case_of_a_thousand_is_not_learned_by_heart() =>
        Assert.Equal(RareStructures.MostOften, RareStructures.Of([[2], .. Enumerable.Repeat((int[])[1], 999)], 0.25)!.FactorOf(2));

    [Fact]
    public void Nothing_is_rare_where_every_case_shows_the_same_or_nothing_or_none_is_asked_for()
    {
        Assert.Null(RareStructures.Of([[1, 2], [1, 2], [1, 2]], 0.25));
        Assert.Null(RareStructures.Of([[], []], 0.25));
        Assert.Null(RareStructures.Of([[1], [2], [3], [4], [5]], 0));
    }

    [Fact]
    public void Every_round_shows_every_case_and_each_as_often_as_it_counts_up_to_one() =>
        Gen.Select(Cases, Gen.Double[0.01, 1], Gen.Long).Sample((shown, share, seed) =>
        {
            if (RareStructures.Of(shown, share) is not { } rare)
            {
                return;
            }

            double[] factors = [.. shown.Select(one => one.Select(rare.FactorOf).DefaultIfEmpty(1).Max())];
            double scale = rare.RoundLength / factors.Sum();
            int[] round = rare.Round(new RandomSource(seed));
            Assert.Equal(rare.RoundLength, round.Length);
            for (int i = 0; i < shown.Length; i++)
            {
                // Rounding the length may make a case count a hair less than once.
                Assert.InRange(round.Count(one => one == i), Math.Floor(factors[i] * scale + 1e-9), Math.Ceiling(factors[i] * scale - 1e-9));
            }
        });

    [Fact]
    public void A_structure_is_drawn_in_proportion_to_what_it_counts()
    {
        RareStructures rare = RareStructures.Of([[1, 2], .. Enumerable.Repeat((int[])[1], 15)], 0.25)!;
        var random = new RandomSource(3);
        Assert.InRange(Enumerable.Range(0, 3000).Count(_ => rare.Draw([1, 2], random) == 2), 1900, 2100);
    }

    [Fact]
    public void Samples_show_the_case_with_the_rare_structure_twice_a_round_and_still_depend_on_their_index_alone()
    {
        PreparedCase[] cases = [.. Enumerable.Range(0, 16).Select(i => TestPlans.Case(new Size3(8, 8, 8), (_, _, _) => i, (_, _, _) => i == 0 ? (byte)2 : (byte)1))];
        TrainingSamples Of() => new(cases, new PatchSampler(TestPlans.Of(new Size3(8, 8, 8)), AugmentationPlan.None), 4)
        {
            Rare = RareStructures.Of([.. cases.Select(one => one.PresentClasses)], 0.25),
        };
        TrainingSamples samples = Of();
        int[] shown = [.. Enumerable.Range(0, 3 * 17).Select(i => (int)samples.Sample(i).Image[0])];
        Assert.All(shown.Chunk(17), round => Assert.Equal([0, 0, .. Enumerable.Range(1, 15)], round.Order()));
        Assert.Equal(shown[20], (int)Of().Sample(20).Image[0]);
    }
}
