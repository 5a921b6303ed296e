using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>The eight voxels around a position and their weights, in memory that is used again for every position.</summary>
internal sealed class Neighbours
{
    /// <summary>Where they lie; a place within the grid also for those outside it, which have no weight.</summary>
    public int[] Places { get; } = new int[8];

    /// <summary>Their weights for linear interpolation, 0 outside the grid.</summary>
    public float[] Weights { get; } = new float[8];

    /// <summary>One number per label, all 0 between two positions.</summary>
    public float[] Votes { get; } = new float[256];

    /// <summary>Finds the neighbours of a position that is less than one voxel outside the grid, or inside.</summary>
    /// <returns>The sum of the weights: 1 unless some neighbours lie outside.</returns>
    public float Look(Size3 size, float x, float y, float z)
    {
        (int X0, int X1, float W0, float W1) ax = Axis(x, size.X), ay = Axis(y, size.Y), az = Axis(z, size.Z);
        int stepY = size.X, stepZ = size.X * size.Y;
        for (int i = 0; i < 8; i++)
        {
            Places[i] = ((i & 1) == 0 ? ax.X0 : ax.X1) + stepY * ((i & 2) == 0 ? ay.X0 : ay.X1) + stepZ * ((i & 4) == 0 ? az.X0 : az.X1);
            Weights[i] = ((i & 1) == 0 ? ax.W0 : ax.W1) * ((i & 2) == 0 ? ay.W0 : ay.W1) * ((i & 4) == 0 ? az.W0 : az.W1);
        }

        return (ax.W0 + ax.W1) * (ay.W0 + ay.W1) * (az.W0 + az.W1);
    }

    private static (int X0, int X1, float W0, float W1) Axis(float position, int count)
    {
        int below = (int)MathF.Floor(position);
        float part = position - below;
        return (
            Math.Clamp(below, 0, count - 1), Math.Clamp(below + 1, 0, count - 1),
            (uint)below < (uint)count ? 1 - part : 0, (uint)(below + 1) < (uint)count ? part : 0);
    }
}
