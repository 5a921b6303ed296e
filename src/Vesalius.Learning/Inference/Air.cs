using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>Tells windows that see nothing but air in a CT scan: no voxel above −500 HU, half way between air and water.</summary>
internal sealed class Air
{
    private const double Thinnest = -500;

    private readonly float threshold;

    private Air(float threshold) => this.threshold = threshold;

    /// <summary>Air as a model sees it.</summary>
    /// <exception cref="ArgumentException">The model's first channel is not normalised as CT is, by one window for all scans.</exception>
    public static Air Of(SegmentationPlan plan) => plan.Normalizations[0] is Normalization.FixedWindow { StandardDeviation: > 0 } window
        ? new Air((float)((Math.Clamp(Thinnest, window.Low, window.High) - window.Mean) / window.StandardDeviation) + 1e-5f)
        : throw new ArgumentException(
            $"Air can be told in CT only; the model's channel {plan.Channels[0]} is not normalised by one window for all scans.");

    /// <summary>Whether all of the scan that a window sees is air.</summary>
    public bool Fills(PreparedScan scan, (int X, int Y, int Z) start, Size3 window)
    {
        Size3 size = scan.Grid.Size;
        (int from, int count) = SlabSums.Overlap(start.X, window.X, size.X);
        ReadOnlySpan<float> channel = scan.Channel(0);
        foreach ((int y, int z) in Tiles.RowsInside(start, window, size))
        {
            if (TensorPrimitives.Max(channel.Slice(size.IndexOf(start.X + from, start.Y + y, start.Z + z), count)) > threshold)
            {
                return false;
            }
        }

        return true;
    }
}
