namespace Vesalius.Imaging.Operations;

/// <summary>The weighted mean of the eight voxels around a position.</summary>
internal readonly struct LinearSampler(Volume<float> source) : IPointSampler<float>
{
    private readonly float[] voxels = source.Array;
    private readonly Size3 size = source.Size;

    public float At(VoxelPoint at)
    {
        (int x, int right, double wx) = Between(at.X, size.X);
        (int y, int down, double wy) = Between(at.Y, size.Y);
        (int z, int next, double wz) = Between(at.Z, size.Z);
        int at000 = size.IndexOf(x, y, z);
        int below = down * size.X, behind = next * size.X * size.Y;
        double near = Blend(Row(at000, right, wx), Row(at000 + below, right, wx), wy);
        double far = Blend(Row(at000 + behind, right, wx), Row(at000 + behind + below, right, wx), wy);
        return (float)Blend(near, far, wz);
    }

    /// <summary>The lower voxel, the step to the upper one (0 on a voxel or beyond the ends), and the upper one's weight.</summary>
    private static (int Low, int Step, double Weight) Between(double coordinate, int count)
    {
        double at = Math.Clamp(coordinate, 0, count - 1);
        int low = (int)at;
        double weight = at - low;
        return (low, weight > 0 ? 1 : 0, weight);
    }

    private static double Blend(double low, double high, double weight) => low + weight * (high - low);

    private double Row(int index, int step, double weight) => Blend(voxels[index], voxels[index + step], weight);
}
