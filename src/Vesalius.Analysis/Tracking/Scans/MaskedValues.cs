using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>What is read off an image inside a mask.</summary>
internal static class MaskedValues
{
    /// <summary>From the median absolute deviation of normally distributed values to their standard deviation.</summary>
    private const double FromMad = 1.4826;

    /// <summary>The least weight of a mean: farther from the mask than this there is none.</summary>
    private const float Least = 1e-3f;

    /// <summary>The values inside, ascending.</summary>
    public static float[] Sorted(Volume<float> image, Volume<bool> mask)
    {
        float[] values = [.. image.Array.Where((_, i) => mask.Array[i])];
        Array.Sort(values);
        return values;
    }

    /// <summary>The median inside and the standard deviation that the median absolute deviation stands for.</summary>
    public static (float Median, double Sd) Spread(Volume<float> image, Volume<bool> mask)
    {
        float[] values = Sorted(image, mask);
        float median = values[values.Length / 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - median);
        }

        Array.Sort(values);
        return (median, FromMad * values[values.Length / 2]);
    }

    /// <summary>The mean of what lies inside the mask, weighted by a Gaussian around each voxel.</summary>
    public static Volume<float> Mean(Volume<float> image, Volume<bool> mask, double sdMm, CancellationToken cancellation)
    {
        var inside = new Volume<float>(image.Grid);
        for (int i = 0; i < inside.Array.Length; i++)
        {
            inside.Array[i] = mask.Array[i] ? image.Array[i] : 0;
        }

        Volume<float> mean = GaussianSmoothing.Of(inside, sdMm, cancellation);
        Volume<float> weight = GaussianSmoothing.Of(mask.Map(isInside => isInside ? 1f : 0f), sdMm, cancellation);
        for (int i = 0; i < mean.Array.Length; i++)
        {
            mean.Array[i] /= Math.Max(weight.Array[i], Least);
        }

        return mean;
    }
}
