namespace Vesalius.Imaging.Registration;

/// <summary>A scan read between its voxels, with its slope: trilinear, and the exact gradient of that.</summary>
internal sealed class SmoothImage
{
    private readonly float[] voxels;
    private readonly Size3 size;
    private readonly WorldPoint origin;
    private readonly WorldVector alongX, alongY, alongZ;

    public SmoothImage(Volume<float> scan)
    {
        (voxels, size, origin) = (scan.Array, scan.Size, scan.Grid.Affine.Origin);
        Affine map = scan.Grid.Affine;
        double inverse = 1 / map.Determinant;
        alongX = map.YStep.Cross(map.ZStep) * inverse;
        alongY = map.ZStep.Cross(map.XStep) * inverse;
        alongZ = map.XStep.Cross(map.YStep) * inverse;
    }

    /// <summary>The value at a point and its slope per mm; false outside the scan (half a voxel beyond the outermost centres).</summary>
    public bool TryRead(WorldPoint at, out double value, out WorldVector slope)
    {
        WorldVector step = at - origin;
        double x = step.Dot(alongX), y = step.Dot(alongY), z = step.Dot(alongZ);
        if (!(x >= -0.5 && x <= size.X - 0.5 && y >= -0.5 && y <= size.Y - 0.5 && z >= -0.5 && z <= size.Z - 0.5))
        {
            (value, slope) = (double.NaN, default);
            return false;
        }

        (int x0, int dx, double wx, double mx) = Between(x, size.X);
        (int y0, int dy, double wy, double my) = Between(y, size.Y);
        (int z0, int dz, double wz, double mz) = Between(z, size.Z);
        int i = size.IndexOf(x0, y0, z0), down = dy * size.X, next = dz * size.X * size.Y;
        double a = voxels[i], b = voxels[i + dx], c = voxels[i + down], d = voxels[i + down + dx];
        double e = voxels[i + next], f = voxels[i + next + dx], g = voxels[i + next + down], h = voxels[i + next + down + dx];
        double ab = a + wx * (b - a), cd = c + wx * (d - c), ef = e + wx * (f - e), gh = g + wx * (h - g);
        double near = ab + wy * (cd - ab), far = ef + wy * (gh - ef);
        value = near + wz * (far - near);
        double slopeX = mx * Blend(Blend(b - a, d - c, wy), Blend(f - e, h - g, wy), wz);
        double slopeY = my * Blend(cd - ab, gh - ef, wz);
        slope = alongX * slopeX + alongY * slopeY + alongZ * (mz * (far - near));
        return !double.IsNaN(value);
    }

    private static double Blend(double low, double high, double weight) => low + weight * (high - low);

    /// <summary>
    /// The lower voxel, the step to the upper, its weight, and whether the value moves here (1) or the edge continues (0).
    /// </summary>
    private static (int Low, int Step, double Weight, double Moves) Between(double at, int count)
    {
        if (count == 1 || at <= 0)
        {
            return (0, count == 1 ? 0 : 1, 0, count == 1 || at < 0 ? 0 : 1);
        }

        if (at >= count - 1)
        {
            return (count - 2, 1, 1, 0);
        }

        int low = (int)at;
        return (low, 1, at - low, 1);
    }
}
