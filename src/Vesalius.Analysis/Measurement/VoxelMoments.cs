using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>Count, mean and scatter of the voxel positions of a mask, summed in whole numbers and so without rounding.</summary>
internal sealed class VoxelMoments
{
    // The scatter of a flat structure has an eigenvalue of zero; what rounding leaves of it is no length.
    private const double Rounding = 16 * 2.220446049250313e-16;

    private readonly Affine affine;
    private readonly long[] sums = new long[3];
    private readonly Int128[] products = new Int128[6];

    private VoxelMoments(Affine affine) => this.affine = affine;

    /// <summary>The number of voxels.</summary>
    public long Count { get; private set; }

    /// <summary>The mean position in the patient; NaN without voxels.</summary>
    public WorldPoint Centroid => affine.Apply(new VoxelPoint((double)sums[0] / Count, (double)sums[1] / Count, (double)sums[2] / Count));

    /// <summary>The moments of a mask.</summary>
    public static VoxelMoments Of(Volume<bool> mask)
    {
        var moments = new VoxelMoments(mask.Grid.Affine);
        for (int z = 0; z < mask.Size.Z; z++)
        {
            for (int y = 0; y < mask.Size.Y; y++)
            {
                moments.AddRow(mask.Row(y, z), y, z);
            }
        }

        return moments;
    }

    /// <summary>The principal axes; undefined without voxels, and of a single voxel under the sample convention.</summary>
    public PrincipalAxes Axes(CovarianceNormalisation normalisation)
    {
        long divisor = normalisation == CovarianceNormalisation.Sample ? Count - 1 : Count;
        if (divisor <= 0)
        {
            return PrincipalAxes.Undefined;
        }

        (double[] values, WorldVector direction) = SymmetricMatrix.Eigen(WorldCovariance((double)Count * divisor));
        double Length(int i) => values[i] <= Rounding * values[0] ? 0 : 4 * Math.Sqrt(values[i]);
        return new PrincipalAxes(Length(0), Length(1), Length(2), direction);
    }

    private void AddRow(ReadOnlySpan<bool> row, int y, int z)
    {
        long count = 0, sum = 0, squares = 0;
        for (int x = 0; x < row.Length; x++)
        {
            if (row[x])
            {
                count++;
                sum += x;
                squares += (long)x * x;
            }
        }

        Count += count;
        sums[0] += sum;
        sums[1] += count * y;
        sums[2] += count * z;
        products[0] += squares;
        products[1] += sum * y;
        products[2] += sum * z;
        products[3] += count * y * y;
        products[4] += count * y * z;
        products[5] += count * z * z;
    }

    private double[,] WorldCovariance(double divisor)
    {
        double Scatter(int product, int a, int b) => (double)(Count * products[product] - (Int128)sums[a] * sums[b]) / divisor;
        double xx = Scatter(0, 0, 0), xy = Scatter(1, 0, 1), xz = Scatter(2, 0, 2), yy = Scatter(3, 1, 1), yz = Scatter(4, 1, 2), zz = Scatter(5, 2, 2);
        WorldVector a = affine.XStep, b = affine.YStep, c = affine.ZStep;
        WorldVector p = a * xx + b * xy + c * xz, q = a * xy + b * yy + c * yz, r = a * xz + b * yz + c * zz;
        double Entry(Func<WorldVector, double> row, Func<WorldVector, double> column) =>
            row(a) * column(p) + row(b) * column(q) + row(c) * column(r);
        Func<WorldVector, double>[] parts = [v => v.X, v => v.Y, v => v.Z];
        var matrix = new double[3, 3];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                matrix[i, j] = Entry(parts[i], parts[j]);
            }
        }

        return matrix;
    }
}
