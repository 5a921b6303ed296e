using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>The displacement of every voxel of a patch under a bending, in voxels, made row by row from cubic B-splines over coarse control points.</summary>
internal sealed class DisplacementField
{
    /// <summary>How many control distances the longest side of a patch has.</summary>
    private const double ControlsAlongLongestSide = 4;

    private readonly int controlsX, controlsY, controlsZ;
    private readonly (int First, float[] Weights)[] splinesX, splinesY, splinesZ;
    private readonly float[][] controls;
    private readonly float[][] slice;
    private readonly float[] row;
    private int sliceAt = -1;

    public DisplacementField(ElasticBend bend, Size3 size, Spacing spacing)
    {
        double distanceMm = Math.Max(size.X * spacing.X, Math.Max(size.Y * spacing.Y, size.Z == 1 ? 0 : size.Z * spacing.Z)) / ControlsAlongLongestSide;
        (splinesX, controlsX) = Splines(size.X, distanceMm / spacing.X);
        (splinesY, controlsY) = Splines(size.Y, distanceMm / spacing.Y);
        (splinesZ, controlsZ) = Splines(size.Z, distanceMm / spacing.Z);
        var random = new RandomSource(bend.Seed);
        controls = new float[3][];
        slice = new float[3][];
        row = new float[controlsX];
        for (int axis = 0; axis < 3; axis++)
        {
            double deviation = axis == 2 && size.Z == 1 ? 0 : bend.Strength * distanceMm / spacing[axis];
            controls[axis] = new float[controlsX * controlsY * controlsZ];
            slice[axis] = new float[controlsX * controlsY];
            foreach (ref float control in controls[axis].AsSpan())
            {
                control = (float)(deviation * Normal(random));
            }
        }
    }

    /// <summary>Adds the displacement of one row of the patch to its positions.</summary>
    public void AddTo(Span<float> xs, Span<float> ys, Span<float> zs, int y, int z)
    {
        if (sliceAt != z)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Combine(controls[axis], controlsX * controlsY, splinesZ[z], slice[axis]);
            }

            sliceAt = z;
        }

        AddRow(slice[0], y, xs);
        AddRow(slice[1], y, ys);
        AddRow(slice[2], y, zs);
    }

    private void AddRow(float[] controlSlice, int y, Span<float> positions)
    {
        Combine(controlSlice, controlsX, splinesY[y], row);
        for (int x = 0; x < positions.Length; x++)
        {
            (int first, float[] w) = splinesX[x];
            positions[x] += row[first] * w[0] + row[first + 1] * w[1] + row[first + 2] * w[2] + row[first + 3] * w[3];
        }
    }

    /// <summary>The weighted sum of four neighbouring runs of controls.</summary>
    private static void Combine(ReadOnlySpan<float> source, int run, (int First, float[] Weights) spline, Span<float> result)
    {
        TensorPrimitives.Multiply(source.Slice(spline.First * run, run), spline.Weights[0], result);
        for (int tap = 1; tap < 4; tap++)
        {
            TensorPrimitives.MultiplyAdd(source.Slice((spline.First + tap) * run, run), spline.Weights[tap], result, result);
        }
    }

    private static ((int First, float[] Weights)[] Splines, int Controls) Splines(int count, double distance)
    {
        var splines = new (int, float[])[count];
        for (int i = 0; i < count; i++)
        {
            double place = i / distance;
            int first = (int)place;
            double t = place - first, u = 1 - t;
            splines[i] = (first, [(float)(u * u * u / 6), (float)((3 * t * t * t - 6 * t * t + 4) / 6), (float)((3 * u * u * u - 6 * u * u + 4) / 6), (float)(t * t * t / 6)]);
        }

        return (splines, splines[^1].Item1 + 4);
    }

    private static double Normal(RandomSource random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
