using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;

namespace Vesalius.Learning.Tests.Augmentation;

public class IntensityChangeTests
{
    private static readonly Size3 Size = new(23, 17, 11);

    private static float[] Patch(int seed = 1)
    {
        var random = new RandomSource(seed);
        return [.. Enumerable.Range(0, (int)Size.Count).Select(_ => (float)(4 * random.NextDouble() - 1))];
    }

    private static float[] After(IntensityChange change, float[] before)
    {
        float[] voxels = [.. before];
        change.ApplyInPlace(voxels, Size);
        return voxels;
    }

    private static (double Mean, double Deviation) Moments(float[] values)
    {
        double mean = values.Average(value => (double)value);
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    [Fact]
    public void Noise_is_normal_with_the_deviation_asked_for_and_differs_from_voxel_to_voxel()
    {
        float[] voxels = new float[1_000_003];
        NormalNoise.AddInPlace(voxels, 0.5f, 42);
        (double mean, double deviation) = Moments(voxels);
        Assert.InRange(mean, -0.002, 0.002);
        Assert.InRange(deviation, 0.498, 0.502);
        Assert.InRange(voxels.Count(value => Math.Abs(value) < 0.5) / (double)voxels.Length, 0.681, 0.684);
        Assert.InRange(voxels.Count(value => Math.Abs(value) > 1.5) / (double)voxels.Length, 0.0024, 0.0030);
        Assert.InRange(voxels.Zip(voxels.Skip(1), (a, b) => (double)a * b).Average(), -0.001, 0.001);
        Assert.InRange(voxels.Zip(voxels.Skip(16), (a, b) => (double)a * b).Average(), -0.001, 0.001);
        Assert.All(voxels, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_noise_and_another_seed_another()
    {
        float[] first = new float[999], again = new float[999], other = new float[999];
        NormalNoise.AddInPlace(first, 1, 5);
        NormalNoise.AddInPlace(again, 1, 5);
        NormalNoise.AddInPlace(other, 1, 6);
        Assert.Equal(first, again);
        Assert.InRange(first.Zip(other, (a, b) => (double)a * b).Average(), -0.15, 0.15);
    }

    [Fact]
    public void Noise_of_a_short_patch_is_the_beginning_of_that_of_a_long_one_up_to_whole_blocks()
    {
        float[] longer = new float[64], shorter = new float[40];
        NormalNoise.AddInPlace(longer, 1, 9);
        NormalNoise.AddInPlace(shorter, 1, 9);
        Assert.Equal(longer[..40], shorter);
    }

    [Fact]
    public void Blurring_keeps_a_constant_and_the_sum_of_a_point_far_from_the_edge()
    {
        float[] constant = After(new IntensityChange.Blur(0, 0.8), [.. Enumerable.Repeat(3f, (int)Size.Count)]);
        Assert.All(constant, value => Assert.Equal(3, value, 1e-5f));
        float[] point = new float[Size.Count];
        point[Size.IndexOf(11, 8, 5)] = 1;
        float[] blurred = After(new IntensityChange.Blur(0, 0.8), point);
        Assert.Equal(1, blurred.Sum(value => (double)value), 1e-5);
        Assert.Equal(blurred[Size.IndexOf(10, 8, 5)], blurred[Size.IndexOf(11, 8, 6)], 1e-7f);
        double variance = Enumerable.Range(0, 23).Sum(x => (x - 11) * (x - 11) * blurred[Size.IndexOf(x, 8, 5)]) / Enumerable.Range(0, 23).Sum(x => blurred[Size.IndexOf(x, 8, 5)]);
        Assert.InRange(Math.Sqrt(variance), 0.79, 0.81);
    }

    [Fact]
    public void Blurring_is_the_weighted_mean_of_neighbours_with_the_edge_going_on() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 7], Gen.Int[1, 6], Gen.Double[0.3, 1.5]).Sample((x, y, z, sigma) =>
        {
            var size = new Size3(x, y, z);
            float[] voxels = new float[size.Count], found;
            NormalNoise.AddInPlace(voxels, 1, x + y + z);
            found = [.. voxels];
            new IntensityChange.Blur(0, sigma).ApplyInPlace(found, size);
            int radius = Math.Max(1, (int)Math.Ceiling(3 * sigma));
            double[] expected = [.. voxels.Select(value => (double)value)];
            for (int axis = 0; axis < 3; axis++)
            {
                int count = size[axis], step = axis == 0 ? 1 : axis == 1 ? x : x * y;
                double[] before = expected;
                expected = [.. before.Select((_, i) =>
                {
                    int at = i / step % count;
                    return Enumerable.Range(-radius, 2 * radius + 1)
                        .Sum(k => Weight(k) * before[i + (Math.Clamp(at + k, 0, count - 1) - at) * step]) / Enumerable.Range(-radius, 2 * radius + 1).Sum(Weight);
                })];
            }

            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            double Weight(int k) => Math.Exp(-0.5 * k * k / (sigma * sigma));
        });

    [Fact]
    public void Contrast_keeps_mean_and_range()
    {
        float[] before = Patch(), after = After(new IntensityChange.Contrast(0, 1.3), before);
        Assert.Equal(before.Max(), after.Max());
        Assert.Equal(before.Min(), after.Min());
        Assert.Equal(Moments(before).Mean, Moments(after).Mean, 0.02);
        float[] weaker = After(new IntensityChange.Contrast(0, 0.5), before);
        Assert.Equal(0.5 * Moments(before).Deviation, Moments(weaker).Deviation, 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gamma_keeps_order_mean_and_deviation_and_one_changes_nothing(bool inverted)
    {
        float[] before = Patch();
        Gen.Double[0.5, 2].Sample(exponent =>
        {
            float[] after = After(new IntensityChange.Gamma(0, exponent, inverted), before);
            Assert.Equal(Moments(before).Mean, Moments(after).Mean, 1e-3);
            Assert.Equal(Moments(before).Deviation, Moments(after).Deviation, 1e-3);
            Assert.Equal(Enumerable.Range(0, before.Length).OrderBy(i => before[i]).Select(i => after[i]), after.Order());
        }, iter: 20);
        Assert.All(After(new IntensityChange.Gamma(0, 1, inverted), before).Zip(before), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void Gamma_bends_dark_and_bright_ends_differently()
    {
        float[] ramp = [.. Enumerable.Range(0, (int)Size.Count).Select(i => (float)i)];
        float[] dark = After(new IntensityChange.Gamma(0, 2, Inverted: false), ramp), bright = After(new IntensityChange.Gamma(0, 2, Inverted: true), ramp);
        Assert.True(dark[1] - dark[0] < dark[^1] - dark[^2]);
        Assert.True(bright[1] - bright[0] > bright[^1] - bright[^2]);
    }

    [Fact]
    public void Low_resolution_keeps_a_constant_and_loses_the_finest_pattern()
    {
        Assert.All(After(new IntensityChange.LowResolution(0, 0.5), [.. Enumerable.Repeat(2f, (int)Size.Count)]), value => Assert.Equal(2, value, 1e-5f));
        float[] stripes = [.. Enumerable.Range(0, (int)Size.Count).Select(i => i % Size.X % 2 == 0 ? 1f : -1f)];
        Assert.True(Moments(After(new IntensityChange.LowResolution(0, 0.5), stripes)).Deviation < 0.3);
    }

    [Fact]
    public void A_patch_without_contrast_survives_every_change()
    {
        IntensityChange[] all =
        [
            new IntensityChange.Gamma(0, 0.7, true), new IntensityChange.Gamma(0, 1.5, false), new IntensityChange.Contrast(0, 1.2),
            new IntensityChange.Brightness(0, 0.8), new IntensityChange.Blur(0, 1), new IntensityChange.LowResolution(0, 0.6), new IntensityChange.Noise(0, 0.1, 3),
        ];
        float[] voxels = [.. Enumerable.Repeat(5f, (int)Size.Count)];
        Array.ForEach(all, change => change.ApplyInPlace(voxels, Size));
        Assert.All(voxels, value => Assert.True(float.IsFinite(value)));
    }
}
