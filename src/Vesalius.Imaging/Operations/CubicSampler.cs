namespace Vesalius.Imaging.Operations;

/// <summary>The value of a cubic B-spline through the voxels, from its coefficients with a margin around the volume.</summary>
internal readonly struct CubicSampler : IPointSampler<float>
{
    private readonly Volume<float> coefficients;
    private readonly Size3 source;
    private readonly int marginX;
    private readonly int marginY;
    private readonly int marginZ;

    /// <summary>Prefilters a volume along its three axes.</summary>
    /// <param name="source">The voxel values.</param>
    /// <param name="withinFaces">Whether no position beyond the outer faces will be asked for: then a small margin is enough.</param>
    public CubicSampler(Volume<float> source, bool withinFaces)
    {
        this.source = source.Size;
        int margin = CubicSpline.Padding(withinFaces);
        Volume<float> filtered = source;
        int[] margins = [0, 0, 0];
        for (int axis = 0; axis < 3; axis++)
        {
            // Along an axis of one voxel the spline is constant: the voxel is its own coefficient.
            if (source.Size[axis] > 1)
            {
                margins[axis] = margin;
                double[] nodes = [.. Enumerable.Range(-margin, source.Size[axis] + 2 * margin).Select(i => (double)i)];
                filtered = new SplinePass(new AxisSamples(nodes, source.Size[axis]), axis, OnlyCoefficients: true).Apply(filtered, default);
            }
        }

        coefficients = filtered;
        (marginX, marginY, marginZ) = (margins[0], margins[1], margins[2]);
    }

    public float At(VoxelPoint at)
    {
        (int x, int countX, Four wx) = Along(at.X, source.X, marginX);
        (int y, int countY, Four wy) = Along(at.Y, source.Y, marginY);
        (int z, int countZ, Four wz) = Along(at.Z, source.Z, marginZ);
        float[] voxels = coefficients.Array;
        Size3 size = coefficients.Size;
        double sum = 0;
        for (int k = 0; k < countZ; k++)
        {
            double plane = 0;
            for (int j = 0; j < countY; j++)
            {
                plane += wy[j] * wx.Of(voxels.AsSpan(size.IndexOf(x, y + j, z + k), countX));
            }

            sum += wz[k] * plane;
        }

        return (float)sum;
    }

    /// <summary>The first coefficient of the four around a coordinate, how many there are, and their weights.</summary>
    private static (int First, int Count, Four Weights) Along(double coordinate, int count, int margin)
    {
        if (margin == 0)
        {
            return (0, 1, new Four(1, 0, 0, 0));
        }

        double at = Math.Clamp(coordinate, 2 - margin - 0.5, count - 1 + margin - 2 + 0.5);
        int low = (int)Math.Floor(at);
        (double before, double lower, double upper, double after) = CubicSpline.Weights(at - low);
        return (low - 1 + margin, 4, new Four(before, lower, upper, after));
    }

    /// <summary>Four weights.</summary>
    private readonly record struct Four(double A, double B, double C, double D)
    {
        public double this[int i] => i switch { 0 => A, 1 => B, 2 => C, _ => D };

        /// <summary>The weighted sum of four coefficients, or the first alone along an axis of one voxel.</summary>
        public double Of(ReadOnlySpan<float> row) => row.Length == 4 ? A * row[0] + B * row[1] + (C * row[2] + D * row[3]) : A * row[0];
    }
}
