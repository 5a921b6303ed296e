using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Moran's I and Geary's C with the inverse distance in mm as weight (IBSI N365 and NPT7). Every pair of voxels counts: the sums over pairs
/// are convolutions with the weights, done by Fourier transforms, so that time grows with n log n in place of n².
/// </summary>
/// <param name="MoranI">Moran's I; NaN for fewer than two voxels or equal intensities.</param>
/// <param name="GearyC">Geary's C; NaN likewise.</param>
internal readonly record struct SpatialAutocorrelation(double MoranI, double GearyC)
{
    /// <summary>Two boxes of so many complex numbers take 2 GiB.</summary>
    private const long MostCells = 1L << 26;

    private static readonly SpatialAutocorrelation Undefined = new(double.NaN, double.NaN);

    /// <summary>
    /// The two measures of the intensities inside; undefined too where the region's box, doubled along each axis, passes 2²⁶ cells.
    /// </summary>
    public static SpatialAutocorrelation Of(PreparedRegion region)
    {
        if (region.Values.Length < 2 || VoxelBox.Around(region.Inside) is not { } box
            || FourierVolume.PaddedSize(box.Size).Count > MostCells)
        {
            return Undefined;
        }

        Volume<float> image = box.Cut(region.Image);
        Volume<bool> inside = box.Cut(region.Inside);
        double mean = region.Values.Average();
        var values = new FourierVolume(box.Size);
        (double[] real, double[] imaginary) = (values.Values.Real, values.Values.Imaginary);
        ForEach(inside, values.Size, (voxel, cell) => (real[cell], imaginary[cell]) = (image.Array[voxel] - mean, 1));
        Convolve(values, Weights(box.Size, image.Grid.Affine));

        // Each cell now holds the weighted sum of the others' intensities, and of their weights.
        double cross = 0, weight = 0, own = 0, squares = 0;
        ForEach(inside, values.Size, (voxel, cell) =>
        {
            double value = image.Array[voxel] - mean;
            cross += value * real[cell];
            own += value * value * imaginary[cell];
            weight += imaginary[cell];
            squares += value * value;
        });
        double count = region.Values.Length;
        return squares == 0 ? Undefined
            : new SpatialAutocorrelation(count / weight * cross / squares, (count - 1) / (2 * weight) * (2 * own - 2 * cross) / squares);
    }

    private static void Convolve(FourierVolume values, FourierVolume weights)
    {
        values.Transform();
        weights.Transform(isFull: true);
        double scale = 1.0 / values.Size.Count;
        (double[] real, double[] imaginary) = (values.Values.Real, values.Values.Imaginary);

        // The weights are real and even, and so is their transform. The inverse transform is the forward one of the conjugate, conjugated.
        TensorPrimitives.Multiply(weights.Values.Real, scale, weights.Values.Real);
        TensorPrimitives.Multiply(real, weights.Values.Real, real);
        TensorPrimitives.Multiply(imaginary, weights.Values.Real, imaginary);
        TensorPrimitives.Negate(imaginary, imaginary);
        values.Transform(backwards: true);
        TensorPrimitives.Negate(imaginary, imaginary);
    }

    /// <summary>One over the distance of each offset; 0 for none.</summary>
    private static FourierVolume Weights(Size3 region, Affine map)
    {
        var weights = new FourierVolume(region);
        Size3 size = weights.Size;
        static int Offset(int i, int length) => 2 * i <= length ? i : i - length;
        Parallel.For(0, size.Z, z =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                WorldVector row = map.YStep * Offset(y, size.Y) + map.ZStep * Offset(z, size.Z);
                for (int x = 0; x < size.X; x++)
                {
                    weights.Values.Real[size.IndexOf(x, y, z)] = 1 / (row + map.XStep * Offset(x, size.X)).Length;
                }
            }
        });
        weights.Values.Real[0] = 0;
        return weights;
    }

    private static void ForEach(Volume<bool> inside, Size3 padded, Action<int, int> visit)
    {
        Size3 size = inside.Size;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    if (inside.Array[size.IndexOf(x, y, z)])
                    {
                        visit(size.IndexOf(x, y, z), padded.IndexOf(x, y, z));
                    }
                }
            }
        }
    }
}
