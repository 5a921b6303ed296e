using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;

namespace Vesalius.Learning.Tests.Augmentation;

public class SignalChangeTests
{
    private static readonly Size3 Size = new(24, 20, 12);

    private static readonly Gen<SignalChange> EveryChange = Gen.OneOf(
        Gen.Select(Gen.Double[0, 0.5], Gen.Long, (s, seed) => (SignalChange)new SignalChange.RicianNoise(0, s, seed)),
        Gen.Select(Gen.Double[0, 0.5], Gen.Long, (s, seed) => (SignalChange)new SignalChange.BiasField(0, s, seed)),
        Wrapping,
        Gen.Select(Gen.Int[-9, 9], Gen.Int[1, 9], Gen.Double[0, 1], (x, y, s) => (SignalChange)new SignalChange.Spike(0, (x, y, 2), s, s)));

    private static Gen<SignalChange> Wrapping => Gen.OneOf(
        Gen.Select(Gen.Int[0, 2], Gen.Int[2, 5], Gen.Double[0, 1], (axis, n, s) => (SignalChange)new SignalChange.Ghosts(0, axis, n, s)),
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 4], Gen.Double[0, 3], Gen.Long,
            (axis, n, s, seed) => (SignalChange)new SignalChange.Motion(0, axis, n, s, seed)));

    [Fact]
    public void Without_strength_nothing_changes()
    {
        SignalChange[] idle =
        [
            new SignalChange.RicianNoise(0, 0, 1), new SignalChange.BiasField(0, 0, 1), new SignalChange.Spike(0, (1, 2, 3), 0, 0.3),
            .. Enumerable.Range(0, 3).Select(axis => new SignalChange.Ghosts(0, axis, 3, 0)),
            .. Enumerable.Range(0, 3).Select(axis => new SignalChange.Motion(0, axis, 2, 0, 5)),
        ];
        float[] before = Patch();
        Assert.All(idle, change => Assert.All(After(change, before).Zip(before), pair => Assert.Equal(pair.Second, pair.First, 2e-5f)));
    }

    [Fact]
    public void All_but_noise_keep_a_constant() => EveryChange.Where(change => change is not SignalChange.RicianNoise).Sample(change =>
        Assert.All(After(change, [.. Enumerable.Repeat(3f, (int)Size.Count)]), value => Assert.Equal(3, value, 1e-4f)), iter: 60);

    [Fact]
    public void The_same_change_gives_the_same_voxels_again() => EveryChange.Sample(change =>
        Assert.Equal(After(change, Patch()), After(change, Patch())), iter: 30);

    [Fact]
    public void What_multiplies_the_k_space_keeps_the_sum_and_adds_no_energy() => Gen.Select(Wrapping, Gen.Int).Sample((change, seed) =>
    {
        float[] before = Patch(seed), after = After(change, before);
        Assert.Equal(before.Sum(value => (double)value), after.Sum(value => (double)value), 0.05);
        Assert.True(Energy(after) <= Energy(before) * (1 + 1e-5), $"{change}: {Energy(before)} became {Energy(after)}.");
    }, iter: 60);

    [Fact]
    public void Full_ghosts_are_the_mean_of_wrapped_copies()
    {
        float[] before = Patch(), after = After(new SignalChange.Ghosts(0, 1, 4, 1), before);
        for (int i = 0; i < before.Length; i++)
        {
            (int x, int y, int z) = (i % 24, i / 24 % 20, i / 480);
            double mean = Enumerable.Range(0, 4).Average(copy => before[Size.IndexOf(x, (y + 5 * copy) % 20, z)]);
            Assert.Equal(mean, after[i], 1e-5);
        }
    }

    [Fact]
    public void Lines_read_after_a_move_see_the_patch_shifted()
    {
        // One move, and a wave too fast for the middle of the k-space: of its two lines one is read before and one after the move.
        var random = new RandomSource(8);
        double time = random.NextDouble();
        Assert.InRange(time, 0.1, 0.9);
        float[] wave = [.. Enumerable.Range(0, (int)Size.Count).Select(i => (float)Math.Cos(Math.Tau * 11 * (i % 24) / 24))];
        float[] moved = After(new SignalChange.Motion(0, 0, 1, 0.4, 8), wave);
        float[] spectrum = [.. Enumerable.Range(0, 24).Select(k => (float)Enumerable.Range(0, 24).Sum(x => moved[x] * Math.Cos(Math.Tau * k * x / 24)))];
        Assert.All(Enumerable.Range(0, 24).Where(k => k is not (11 or 13)), k => Assert.Equal(0, spectrum[k], 1e-4f));
        Assert.True(Energy(moved) < 0.999 * Energy(wave), "Half of the wave was shifted, so the two halves no longer agree.");
    }

    [Fact]
    public void A_bias_field_multiplies_and_is_smooth()
    {
        var change = new SignalChange.BiasField(0, 0.3, 7);
        float[] first = Patch(1), second = Patch(2), afterFirst = After(change, first), afterSecond = After(change, second);
        float lowFirst = first.Min(), lowSecond = second.Min();
        double[] gain = [.. first.Zip(afterFirst, (before, after) => (after - lowFirst) / (double)(before - lowFirst))];
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] - lowFirst > 0.1 && second[i] - lowSecond > 0.1)
            {
                Assert.Equal(gain[i], (afterSecond[i] - lowSecond) / (double)(second[i] - lowSecond), 1e-3);
            }
        }

        Assert.True(gain.Where(double.IsFinite).Max() / gain.Where(double.IsFinite).Min() > 1.1, "A field of this strength differs from place to place.");
        Assert.All(Enumerable.Range(0, 23).Where(x => first[x] - lowFirst > 0.1 && first[x + 1] - lowFirst > 0.1),
            x => Assert.InRange(gain[x + 1] / gain[x], 0.9, 1.1));
    }

    [Fact]
    public void Rician_noise_is_Rayleighs_without_signal_and_adds_twice_its_variance_to_the_energy()
    {
        float[] before = [.. Enumerable.Range(0, 200_000).Select(i => i % 2 == 0 ? 0f : 2f)], after = [.. before];
        new SignalChange.RicianNoise(0, 0.3, 3).ApplyInPlace(after, new Size3(200_000, 1, 1));
        Assert.All(after, value => Assert.True(value >= 0));
        double dark = Enumerable.Range(0, 100_000).Average(i => (double)after[2 * i]);
        Assert.Equal(0.3 * Math.Sqrt(Math.PI / 2), dark, 3e-3);
        Assert.Equal(Energy(before) / before.Length + 2 * 0.3 * 0.3, Energy(after) / after.Length, 0.01);
    }

    [Fact]
    public void A_spike_adds_a_wave_of_its_amplitude()
    {
        float[] before = Patch(), after = After(new SignalChange.Spike(0, (3, -2, 1), 0.5, 0.2), before);
        double mean = before.Average(value => (double)value), variance = before.Average(value => (value - mean) * (value - mean));
        double added = before.Zip(after, (a, b) => Math.Pow(b - a, 2)).Average();
        Assert.Equal(0.5 * 0.25 * variance, added, 1e-4 * variance);
    }

    [Theory]
    [InlineData("T1", true)]
    [InlineData("flair", true)]
    [InlineData("MR (axial)", true)]
    [InlineData("T2_w", true)]
    [InlineData("CT", false)]
    [InlineData("image", false)]
    [InlineData("film", false)]
    public void Channels_of_such_scanners_are_known_by_name(string channel, bool expected) =>
        Assert.Equal(expected, ScannerArtefacts.Concern(channel));

    [Fact]
    public void Only_such_channels_get_artefacts_and_every_draw_prints_itself()
    {
        var always = new ScannerArtefacts
        {
            BiasFieldProbability = 1, MotionProbability = 1, GhostProbability = 1, SpikeProbability = 1, RicianProbability = 1,
        };
        var plan = AugmentationPlan.For(TestPlans.Of(new Size3(16, 16, 16), channels: 2) with { Channels = ["CT", "T1"] });
        Assert.Equal([1], plan.ScannerChannels);
        var augmentation = new Learning.Augmentation.Augmentation(plan with { Scanner = always }, 3, 2);
        Transform drawn = augmentation.Draw(new RandomSource(1)), again = augmentation.Draw(new RandomSource(1));
        SignalChange[] changes = [.. drawn.Intensity.OfType<SignalChange>()];
        Assert.Equal(5, changes.Length);
        Assert.All(changes, change => Assert.Equal(1, change.Channel));
        Assert.All((string[])["bias field", "moved", "ghosts", "spike", "Rician"], word => Assert.Contains(word, drawn.ToString(), StringComparison.Ordinal));
        Assert.Equal(drawn.ToString(), again.ToString());
        Assert.Equal(drawn.Intensity, again.Intensity);
    }

    private static double Energy(float[] voxels) => voxels.Sum(value => (double)value * value);

    private static float[] Patch(int seed = 1)
    {
        var random = new RandomSource(seed);
        return [.. Enumerable.Range(0, (int)Size.Count).Select(_ => (float)(4 * random.NextDouble() - 1))];
    }

    private static float[] After(SignalChange change, float[] before)
    {
        float[] voxels = [.. before];
        change.ApplyInPlace(voxels, Size);
        return voxels;
    }
}
