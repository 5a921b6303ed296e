using System.Numerics.Tensors;

namespace Vesalius.Learning.Augmentation;

/// <summary>The control points of a cubic B-spline along one axis of a patch, and the weight that each has at every voxel.</summary>
internal sealed class ControlAxis
{
    private readonly int count;
    private readonly int[] first;
    private readonly float[] weights;

    /// <summary>Control points for some voxels.</summary>
    /// <param name="count">The number of voxels.</param>
    /// <param name="distance">The distance of two control points, in voxels.</param>
    public ControlAxis(int count, double distance)
    {
        this.count = count;
        first = new int[count];
        Controls = (int)((count - 1) / distance) + 4;
        weights = new float[Controls * count];
        for (int i = 0; i < count; i++)
        {
            first[i] = (int)(i / distance);
            double t = i / distance - first[i], u = 1 - t;
            weights[first[i] * count + i] = (float)(u * u * u / 6);
            weights[(first[i] + 1) * count + i] = (float)((3 * t * t * t - 6 * t * t + 4) / 6);
            weights[(first[i] + 2) * count + i] = (float)((3 * u * u * u - 6 * u * u + 4) / 6);
            weights[(first[i] + 3) * count + i] = (float)(t * t * t / 6);
        }
    }

    /// <summary>How many control points there are.</summary>
    public int Controls { get; }

    /// <summary>The weighted sum, at one voxel, of the runs of numbers that belong to its four control points.</summary>
    public void Combine(ReadOnlySpan<float> runs, int voxel, Span<float> sum)
    {
        sum.Clear();
        for (int control = first[voxel]; control < first[voxel] + 4; control++)
        {
            TensorPrimitives.MultiplyAdd(runs.Slice(control * sum.Length, sum.Length), weights[control * count + voxel], sum, sum);
        }
    }

    /// <summary>Adds the spline of some control values to one number per voxel.</summary>
    public void AddTo(Span<float> voxels, ReadOnlySpan<float> values)
    {
        for (int control = 0; control < values.Length; control++)
        {
            if (values[control] != 0)
            {
                TensorPrimitives.MultiplyAdd(weights.AsSpan(control * count, count), values[control], voxels, voxels);
            }
        }
    }
}
