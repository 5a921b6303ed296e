using System.Numerics.Tensors;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// Smoothing with a Gaussian of a width in millimetres, axis after axis, cut off at four standard deviations; beyond the image its edge
/// continues. An axis of one voxel is left as it is.
/// </summary>
public static class GaussianSmoothing
{
    private const double Reach = 4;

    /// <summary>The smoothed image; a value that is not a number spreads as far as the Gaussian reaches.</summary>
    /// <param name="image">The image.</param>
    /// <param name="sdMm">The standard deviation in mm, 0 or more; 0 changes nothing.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative or not finite.</exception>
    public static Volume<float> Of(Volume<float> image, double sdMm, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(sdMm);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(sdMm), false, nameof(sdMm));
        Spacing spacing = image.Grid.Spacing;
        Volume<float> result = AlongX(image, Weights(sdMm / spacing.X, image.Size.X), cancellation);
        result = Across(result, Weights(sdMm / spacing.Y, image.Size.Y), isAlongZ: false, cancellation);
        return Across(result, Weights(sdMm / spacing.Z, image.Size.Z), isAlongZ: true, cancellation);
    }

    /// <summary>The weights from one end of the Gaussian to the other, which add up to 1.</summary>
    private static float[] Weights(double sdVoxels, int count)
    {
        int radius = count == 1 ? 0 : (int)Math.Ceiling(Reach * sdVoxels);
        double[] weights = [.. Enumerable.Range(-radius, 2 * radius + 1)
            .Select(step => radius == 0 ? 1 : Math.Exp(-0.5 * step * step / (sdVoxels * sdVoxels)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static Volume<float> AlongX(Volume<float> image, float[] weights, CancellationToken cancellation)
    {
        (Size3 size, int radius) = (image.Size, weights.Length / 2);
        var result = new Volume<float>(image.Grid);
        Parallel.For(0, size.Y * size.Z, new ParallelOptions { CancellationToken = cancellation }, line =>
        {
            (int y, int z) = (line % size.Y, line / size.Y);
            ReadOnlySpan<float> from = image.Row(y, z);
            float[] longer = new float[size.X + 2 * radius];
            longer.AsSpan(0, radius).Fill(from[0]);
            from.CopyTo(longer.AsSpan(radius));
            longer.AsSpan(radius + size.X).Fill(from[^1]);
            Span<float> to = result.Row(y, z);
            for (int x = 0; x < to.Length; x++)
            {
                to[x] = TensorPrimitives.Dot(longer.AsSpan(x, weights.Length), weights);
            }
        });
        return result;
    }

    /// <summary>Along y or z: whole rows are weighted and added.</summary>
    private static Volume<float> Across(Volume<float> image, float[] weights, bool isAlongZ, CancellationToken cancellation)
    {
        (Size3 size, int radius) = (image.Size, weights.Length / 2);
        int last = (isAlongZ ? size.Z : size.Y) - 1;
        var result = new Volume<float>(image.Grid);
        Parallel.For(0, size.Y * size.Z, new ParallelOptions { CancellationToken = cancellation }, line =>
        {
            (int y, int z) = (line % size.Y, line / size.Y);
            Span<float> to = result.Row(y, z);
            for (int step = -radius; step <= radius; step++)
            {
                int at = Math.Clamp((isAlongZ ? z : y) + step, 0, last);
                TensorPrimitives.MultiplyAdd(isAlongZ ? image.Row(y, at) : image.Row(at, z), weights[step + radius], to, to);
            }
        });
        return result;
    }
}
