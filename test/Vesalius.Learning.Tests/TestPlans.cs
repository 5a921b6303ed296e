using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests;

/// <summary>Small plans and cases for tests.</summary>
internal static class TestPlans
{
    public static SegmentationPlan Of(Size3 patch, Spacing? spacing = null, int channels = 1, int labels = 2) => new()
    {
        Dimensions = patch.Z == 1 ? 2 : 3,
        Channels = [.. Enumerable.Range(0, channels).Select(i => $"channel {i}")],
        Labels = [.. Enumerable.Range(1, labels).Select(i => new PlannedLabel(10 * i, $"label {i}"))],
        WorkingGrid = new WorkingGrid.OfSpacing(spacing ?? new Spacing(1, 1, 1)),
        Normalizations = [.. Enumerable.Range(0, channels).Select(_ => new Normalization.None())],
        PatchSize = patch,
        Network = new NetworkPlan { Features = [4], Strides = [[1, 1, 1]], Kernels = [[3, 3, 3]], EncoderBlocks = [1], DecoderBlocks = [] },
    };

    /// <summary>A case whose image counts its voxels and whose classes are blocks of a given edge.</summary>
    public static PreparedCase Case(Size3 size, Func<int, int, int, float> intensity, Func<int, int, int, byte> label, Spacing? spacing = null, int channels = 1)
    {
        float[] image = new float[size.Count * channels];
        byte[] labels = new byte[size.Count];
        for (int c = 0, i = 0; c < channels; c++)
        {
            for (int z = 0; z < size.Z; z++)
            {
                for (int y = 0; y < size.Y; y++)
                {
                    for (int x = 0; x < size.X; x++, i++)
                    {
                        image[i] = intensity(x, y, z) * (c + 1);
                        labels[size.IndexOf(x, y, z)] = label(x, y, z);
                    }
                }
            }
        }

        var grid = new Grid(size, Affine.FromSpacing(spacing ?? new Spacing(1, 1, 1)), size.Z == 1 ? 2 : 3);
        return new PreparedCase("case", new PreparedScan(grid, channels, image), labels, 3);
    }
}
