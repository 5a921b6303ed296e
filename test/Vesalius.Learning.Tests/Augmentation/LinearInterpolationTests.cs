using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Augmentation;

public class LinearInterpolationTests
{
    private const int Length = 37;

    [Fact]
    public void Eight_voxels_at_once_are_the_same_as_one_by_one_bit_for_bit() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[2, 9], Gen.Int[2, 9], Gen.Int[0, 1 << 20]).Sample((x, y, z, seed) =>
        {
            var random = new Random(seed);
            var size = new Size3(x, y, z);
            PreparedCase source = TestPlans.Case(size, (_, _, _) => random.NextSingle(), (_, _, _) => (byte)random.Next(3), channels: 2);

            // Mostly within the case; some rows all of it, some across its faces.
            float beyond = random.Next(3) - 0.5f;
            float[] Along(int count) => [.. Enumerable.Range(0, Length).Select(_ => random.NextSingle() * (count - 1 + 2 * beyond) - beyond)];
            float[] xs = Along(x), ys = Along(y), zs = Along(z);
            TrainingSample fast = Sample(), slow = Sample();
            new LinearInterpolation(source, fast, new Neighbours()).Row(xs, ys, zs, 0);
            new LinearInterpolation(source, slow, new Neighbours()).ScalarRow(xs, ys, zs, 0);
            Assert.Equal(slow.Image, fast.Image);
            Assert.Equal(slow.Labels, fast.Labels);
        });

    [Fact]
    public void The_label_is_the_one_with_the_greatest_weight_among_all_eight_neighbours() =>
        Gen.Select(Gen.Byte[0, 2].Array[8], Gen.Int[0, 15].Array[3]).Sample((labels, part) =>
        {
            PreparedCase source = TestPlans.Case(new Size3(2, 2, 2), (_, _, _) => 0, (x, y, z) => labels[x + 2 * y + 4 * z]);
            float[] at = [.. part.Select(one => one / 16f)];
            double[] votes = new double[3];
            for (int i = 0; i < 8; i++)
            {
                votes[labels[i]] += Enumerable.Range(0, 3).Aggregate(1.0, (weight, axis) => weight * ((i >> axis & 1) == 0 ? 1 - at[axis] : at[axis]));
            }

            TrainingSample sample = Sample();
            new LinearInterpolation(source, sample, new Neighbours()).ScalarRow(at.AsSpan(0, 1), at.AsSpan(1, 1), at.AsSpan(2, 1), 0);
            Assert.Equal(Array.IndexOf(votes, votes.Max()), sample.Labels[0]);
        });

    private static TrainingSample Sample() => new("case", new Size3(Length, 1, 1), new float[2 * Length], new byte[Length]);
}
