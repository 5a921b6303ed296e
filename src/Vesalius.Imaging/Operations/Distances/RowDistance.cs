using System.Runtime.CompilerServices;

namespace Vesalius.Imaging.Operations;

/// <summary>The first pass of a distance transform, along rows of the mask itself.</summary>
/// <remarks>
/// In a signed transform one number holds two distances: positive, the squared distance of an outside voxel to the mask; negative, that of
/// an inside voxel to the outside. At every voxel the other of the two is zero, so nothing is lost.
/// </remarks>
internal static class RowDistance
{
    /// <summary>Squared distances along one row.</summary>
    /// <param name="mask">The row of the mask, one byte 0 or 1 a voxel.</param>
    /// <param name="squared">Where the squared distances in mm² go; ±∞ where the row has no site.</param>
    /// <param name="steps">The squared steps along x.</param>
    /// <param name="isSigned">Whether voxels inside get their distance to the outside, negative; otherwise they get 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Squared(ReadOnlySpan<byte> mask, Span<float> squared, SquaredSteps steps, bool isSigned)
    {
        int start = 0;
        while (start < mask.Length)
        {
            byte value = mask[start];
            int length = mask[start..].IndexOfAnyExcept(value);
            length = length < 0 ? mask.Length - start : length;
            Span<float> run = squared.Slice(start, length);
            if (value != 0 && !isSigned)
            {
                run.Clear();
            }
            else
            {
                Fill(run, start > 0, start + length < mask.Length, steps);
                if (value != 0)
                {
                    Negate(run);
                }
            }

            start += length;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Negate(Span<float> run)
    {
        for (int i = 0; i < run.Length; i++)
        {
            run[i] = -run[i];
        }
    }

    // A run of voxels without a site, whose neighbours at either end are sites or the end of the row: the nearer half belongs to each.
    private static void Fill(Span<float> run, bool hasLeft, bool hasRight, SquaredSteps steps)
    {
        int left = !hasLeft ? 0 : hasRight ? (run.Length + 1) / 2 : run.Length, right = hasRight ? run.Length - left : 0;
        left = Math.Min(left, steps.Reach);
        right = Math.Min(right, steps.Reach);
        steps.Ahead[..left].CopyTo(run);
        run[left..^right].Fill(float.PositiveInfinity);
        steps.Behind[^right..].CopyTo(run[^right..]);
    }
}
