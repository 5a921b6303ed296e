using System.Numerics.Tensors;

namespace Vesalius.Imaging.Operations;

/// <summary>The first pass of a distance transform, along rows of the mask itself, and the square root at its end.</summary>
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
    public static void Squared(ReadOnlySpan<byte> mask, Span<float> squared, SquaredSteps steps, bool isSigned)
    {
        int start = 0;
        while (start < mask.Length)
        {
            byte value = mask[start];
            int length = mask[start..].IndexOfAnyExcept(value);
            length = length < 0 ? mask.Length - start : length;
            Span<float> run = squared.Slice(start, length);
            if (value == 0)
            {
                Fill(run, start > 0, start + length < mask.Length, steps);
            }
            else if (isSigned)
            {
                Fill(run, start > 0, start + length < mask.Length, steps);
                TensorPrimitives.Negate(run, run);
            }
            else
            {
                run.Clear();
            }

            start += length;
        }
    }

    /// <summary>Turns squared distances into distances, keeping their sign; beyond the band they become infinite.</summary>
    public static void RootInPlace(Span<float> squared, double bandMm)
    {
        float limit = (float)bandMm;
        for (int i = 0; i < squared.Length; i++)
        {
            float value = squared[i], root = MathF.Sqrt(MathF.Abs(value));
            squared[i] = MathF.CopySign(root > limit ? float.PositiveInfinity : root, value);
        }
    }

    // A run of voxels without a site, whose neighbours at either end are sites or the end of the row.
    private static void Fill(Span<float> run, bool hasLeft, bool hasRight, SquaredSteps steps)
    {
        int reach = Math.Min(steps.Reach, run.Length);
        ReadOnlySpan<float> squares = steps.All;
        run.Fill(float.PositiveInfinity);
        if (hasLeft)
        {
            squares.Slice(1, Math.Min(reach, squares.Length - 1)).CopyTo(run);
        }

        for (int step = 1; hasRight && step <= reach; step++)
        {
            ref float voxel = ref run[^step];
            voxel = Math.Min(voxel, squares[step]);
        }
    }
}
