namespace Vesalius.Imaging.Surfaces;

/// <summary>
/// The field that bends least among those that agree with a mask: positive inside, negative outside, and as deep as the mask demands
/// (Lempitsky, "Surface extraction from binary volumes with higher-order smoothness", CVPR 2010). Where it is zero lies the smoothest
/// surface the mask can have been cut out of; steps are weighed in mm, so thick slices are bridged as the planes within them suggest.
/// </summary>
internal sealed class SmoothestField
{
    private const int Parts = 16;

    private readonly BoundaryBandVoxels band;
    private readonly float[] weights;
    private readonly float[] bends;
    private readonly float step;

    private SmoothestField(BoundaryBandVoxels band, Spacing spacing)
    {
        this.band = band;
        (double x, double y, double z) = (1 / spacing.X, 1 / spacing.Y, 1 / spacing.Z);
        weights = [(float)(x * x), (float)(y * y), (float)(z * z), (float)(x * y), (float)(x * z), (float)(y * z)];
        bends = new float[6 * (band.Count + 1)];

        // The steepest that the slope of the bending energy changes anywhere: a step of its inverse never overshoots.
        step = 1f / (16 * weights[..3].Sum(w => w * w) + 32 * weights[3..].Sum(w => w * w));
    }

    /// <summary>The field of a mask that nowhere touches its grid's border, in mm; 0 farther than two voxels from the boundary.</summary>
    public static Volume<float> Of(Volume<bool> mask, int rounds, CancellationToken cancellation)
    {
        var band = new BoundaryBandVoxels(mask, cancellation);
        return band.Spread(new SmoothestField(band, mask.Grid.Spacing).Relaxed(rounds, cancellation), mask.Grid);
    }

    /// <summary>Projected gradient descent with momentum, which is dropped when it leads uphill (Beck and Teboulle 2009; O'Donoghue and
    /// Candès 2015).</summary>
    private float[] Relaxed(int rounds, CancellationToken cancellation)
    {
        float half = 0.5f / MathF.Sqrt(weights[..3].Max());
        var at = new float[band.Count + 1];
        for (int i = 0; i < band.Count; i++)
        {
            at[i] = band.IsInside[i] ? band.Depths[i] + half : -band.Depths[i] - half;
        }

        (float[] ahead, var next, double pace) = ((float[])at.Clone(), new float[at.Length], 1);
        for (int round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            double uphill = Step(ahead, at, next);
            double faster = (1 + Math.Sqrt(1 + 4 * pace * pace)) / 2, momentum = uphill > 0 ? 0 : (pace - 1) / faster;
            pace = uphill > 0 ? 1 : faster;
            for (int i = 0; i < band.Count; i++)
            {
                ahead[i] = next[i] + (float)momentum * (next[i] - at[i]);
            }

            (at, next) = (next, at);
        }

        return at;
    }

    /// <summary>One step from a point ahead, held to the bounds; returns how far it leads against the way that was gone.</summary>
    private double Step(float[] ahead, float[] before, float[] next)
    {
        InParts((_, from, to) => Bend(ahead, from, to));
        var uphill = new double[Parts];
        InParts((part, from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                float moved = ahead[i] - step * Slope(i), depth = band.Depths[i];
                next[i] = band.IsInside[i] ? Math.Max(moved, depth) : Math.Min(moved, -depth);
                uphill[part] += (double)(ahead[i] - next[i]) * (next[i] - before[i]);
            }
        });
        return uphill.Sum();
    }

    /// <summary>The six second differences at each voxel per mm²; 0 where one of the voxels lies outside the band.</summary>
    private void Bend(float[] f, int from, int to)
    {
        int outside = band.Count;
        for (int i = from; i < to; i++)
        {
            ReadOnlySpan<int> near = band.Near.AsSpan(BoundaryBandVoxels.NeighbourCount * i, BoundaryBandVoxels.NeighbourCount);
            Span<float> bend = bends.AsSpan(6 * i, 6);
            for (int axis = 0; axis < 3; axis++)
            {
                (int down, int up) = (near[2 * axis], near[2 * axis + 1]);
                bend[axis] = down == outside || up == outside ? 0 : weights[axis] * (f[down] - 2 * f[i] + f[up]);
            }

            bend[3] = Twist(f, i, (near[1], near[3], near[6]), weights[3]);
            bend[4] = Twist(f, i, (near[1], near[5], near[8]), weights[4]);
            bend[5] = Twist(f, i, (near[3], near[5], near[10]), weights[5]);
        }
    }

    private float Twist(float[] f, int i, (int One, int Other, int Both) near, float weight)
    {
        int outside = band.Count;
        return near.One == outside || near.Other == outside || near.Both == outside
            ? 0
            : weight * (f[near.Both] - f[near.One] - f[near.Other] + f[i]);
    }

    /// <summary>How the energy changes with a voxel's value: every difference that it is part of.</summary>
    private float Slope(int i)
    {
        ReadOnlySpan<int> near = band.Near.AsSpan(BoundaryBandVoxels.NeighbourCount * i, BoundaryBandVoxels.NeighbourCount);
        float sum = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            sum += weights[axis] * (bends[6 * near[2 * axis] + axis] - 2 * bends[6 * i + axis] + bends[6 * near[2 * axis + 1] + axis]);
        }

        sum += 2 * weights[3] * (bends[6 * i + 3] - bends[6 * near[0] + 3] - bends[6 * near[2] + 3] + bends[6 * near[7] + 3]);
        sum += 2 * weights[4] * (bends[6 * i + 4] - bends[6 * near[0] + 4] - bends[6 * near[4] + 4] + bends[6 * near[9] + 4]);
        return sum + 2 * weights[5] * (bends[6 * i + 5] - bends[6 * near[2] + 5] - bends[6 * near[4] + 5] + bends[6 * near[11] + 5]);
    }

    private void InParts(Action<int, int, int> work) => Parallel.For(0, Parts, part =>
        work(part, (int)((long)band.Count * part / Parts), (int)((long)band.Count * (part + 1) / Parts)));
}
