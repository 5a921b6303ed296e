using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>The displacement of every voxel of a patch under a bending, in voxels, made row by row from cubic B-splines over coarse control points.</summary>
internal sealed class DisplacementField
{
    /// <summary>How many control distances the longest side of a patch has.</summary>
    private const double ControlsAlongLongestSide = 4;

    private readonly ControlAxis x, y, z;

    // [Z, Y, direction, X]: the moves of one row of control points along x, y and z follow each other, so that all are combined at once.
    private readonly float[] controls, slice, row;
    private int sliceAt = -1;

    public DisplacementField(ElasticBend bend, Size3 size, Spacing spacing)
    {
        bool planar = size.Z == 1;
        double longest = Math.Max(size.X * spacing.X, Math.Max(size.Y * spacing.Y, planar ? 0 : size.Z * spacing.Z));
        double distanceMm = longest / ControlsAlongLongestSide;
        x = new ControlAxis(size.X, distanceMm / spacing.X);
        y = new ControlAxis(size.Y, distanceMm / spacing.Y);
        z = new ControlAxis(size.Z, distanceMm / spacing.Z);
        row = new float[3 * x.Controls];
        slice = new float[row.Length * y.Controls];
        controls = new float[slice.Length * z.Controls];
        var random = new RandomSource(bend.Seed);
        for (int i = 0; i < controls.Length; i++)
        {
            int axis = i / x.Controls % 3;
            controls[i] = axis == 2 && planar ? 0 : (float)(bend.Strength * distanceMm / spacing[axis] * Normal(random));
        }
    }

    /// <summary>Adds the displacement of one row of the patch to its positions.</summary>
    public void AddTo(Span<float> xs, Span<float> ys, Span<float> zs, int rowY, int rowZ)
    {
        if (sliceAt != rowZ)
        {
            z.Combine(controls, rowZ, slice);
            sliceAt = rowZ;
        }

        y.Combine(slice, rowY, row);
        x.AddTo(xs, row.AsSpan(0, x.Controls));
        x.AddTo(ys, row.AsSpan(x.Controls, x.Controls));
        x.AddTo(zs, row.AsSpan(2 * x.Controls, x.Controls));
    }

    private static double Normal(RandomSource random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
