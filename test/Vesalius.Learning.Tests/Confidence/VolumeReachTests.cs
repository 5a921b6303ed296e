using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Tests.Confidence;

public sealed class VolumeReachTests
{
    [Fact]
    public void Nine_cases_are_the_fewest_that_can_promise_nine_in_ten()
    {
        VolumeResidual[] nine = [.. Enumerable.Range(1, 9).Select(i => new VolumeResidual(100, 100 + (i % 2 == 0 ? 10 * i : -10 * i), 10, 10))];
        var reach = VolumeReach.Of(nine, 0.9);
        Assert.Equal((9.0, 9.0), (reach.Below, reach.Above));
        Assert.True(double.IsNaN(VolumeReach.Of(nine[..8], 0.9).Above));
    }

    [Fact]
    public void With_many_cases_each_side_has_its_own_factor()
    {
        VolumeResidual[] cases = [.. Enumerable.Range(0, 99).Select(i => new VolumeResidual(100, 100 + i - 10, 1, 1))];
        var reach = VolumeReach.Of(cases, 0.9);
        Assert.Equal((6.0, 84.0), (reach.Below, reach.Above));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(72)]
    public void New_cases_of_the_same_kind_lie_within_as_often_as_promised(int fitted)
    {
        var random = new Random(5);
        int held = 0, tried = 0;
        for (int run = 0; run < 400; run++)
        {
            var reach = VolumeReach.Of([.. Enumerable.Range(0, fitted).Select(_ => Drawn(random))], 0.9);
            for (int i = 0; i < 20; i++, tried++)
            {
                held += reach.Holds(Drawn(random)) ? 1 : 0;
            }
        }

        Assert.InRange((double)held / tried, 0.89, 0.94);
    }

    /// <summary>The error is anything but normal, and larger where the probabilities allow more.</summary>
    private static VolumeResidual Drawn(Random random)
    {
        double allowed = 5 + 50 * random.NextDouble(), error = allowed * (Math.Exp(2 * random.NextDouble()) - 3) / 4;
        return new VolumeResidual(1000, 1000 + error, allowed, allowed / 2);
    }
}
