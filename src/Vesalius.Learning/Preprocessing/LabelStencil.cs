using Vesalius.Imaging;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// Labels of one size as labels of another, as nnU-Net resamples segmentations: each label's mask is interpolated linearly (along one axis
/// perhaps by its nearest slice), a voxel takes the label whose mask reaches one half there, the greater of two that do, and 0 where none does.
/// Outer faces coincide. Source: MIC-DKFZ/batchgenerators, resize_segmentation.
/// </summary>
internal sealed class LabelStencil
{
    // Weights are sums of products of binary64 numbers: one half may come out a little below.
    private const double Half = 0.5 - 1e-9;

    private readonly Size3 from;
    private readonly Size3 to;
    private readonly (int Low, double Weight)[][] samples;

    /// <summary>A change of size.</summary>
    /// <param name="from">The size the labels have.</param>
    /// <param name="to">The size they get.</param>
    /// <param name="nearestAxis">The axis along which the nearest slice counts; null for none.</param>
    public LabelStencil(Size3 from, Size3 to, int? nearestAxis)
    {
        (this.from, this.to) = (from, to);
        samples = [.. Enumerable.Range(0, 3).Select(axis => Samples(from[axis], to[axis], axis == nearestAxis))];
    }

    /// <summary>The labels at the new size, [Z, Y, X].</summary>
    /// <param name="labels">Labels at the old size, [Z, Y, X].</param>
    public ushort[] Apply(ushort[] labels)
    {
        ushort[] result = new ushort[to.Count];
        Parallel.For(0, to.Z, z =>
        {
            Span<(ushort Label, double Weight)> votes = stackalloc (ushort, double)[8];
            for (int y = 0; y < to.Y; y++)
            {
                Span<ushort> row = result.AsSpan(to.IndexOf(0, y, z), to.X);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = Elect(labels, (samples[0][x], samples[1][y], samples[2][z]), votes);
                }
            }
        });
        return result;
    }

    private ushort Elect(
        ushort[] labels, ((int Low, double Weight) X, (int Low, double Weight) Y, (int Low, double Weight) Z) at,
        Span<(ushort Label, double Weight)> votes)
    {
        int count = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            int x = corner & 1, y = corner >> 1 & 1, z = corner >> 2;
            double weight = Share(at.X.Weight, x) * Share(at.Y.Weight, y) * Share(at.Z.Weight, z);
            if (weight > 0)
            {
                count = Add(votes, count, labels[from.IndexOf(at.X.Low + x, at.Y.Low + y, at.Z.Low + z)], weight);
            }
        }

        ushort elected = 0;
        foreach ((ushort label, double weight) in votes[..count])
        {
            elected = weight >= Half && label > elected ? label : elected;
        }

        return elected;
    }

    private static int Add(Span<(ushort Label, double Weight)> votes, int count, ushort label, double weight)
    {
        int i = 0;
        while (i < count && votes[i].Label != label)
        {
            i++;
        }

        votes[i] = (label, weight + (i < count ? votes[i].Weight : 0));
        return Math.Max(count, i + 1);
    }

    private static double Share(double upper, int side) => side == 1 ? upper : 1 - upper;

    private static (int Low, double Weight)[] Samples(int from, int to, bool nearest) =>
        [.. Enumerable.Range(0, to).Select(i =>
        {
            double at = (i + 0.5) * from / to - 0.5, inside = Math.Clamp(nearest ? Math.Floor(at + 0.5 + 1e-9) : at, 0, from - 1);
            return ((int)inside, inside - (int)inside);
        })];
}
