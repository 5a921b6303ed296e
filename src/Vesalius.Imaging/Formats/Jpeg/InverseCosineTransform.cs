namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// The inverse cosine transform of 8 × 8 coefficients in whole numbers, by the factorisation with 12 multiplications of C. Loeffler,
/// A. Ligtenberg and G. Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989. Factors have 13 bits after
/// the point and columns keep two bits (one for 12-bit samples) for the rows, so that results are those of the reference implementation.
/// </summary>
internal static class InverseCosineTransform
{
    private const int Bits = 13;

    /// <summary>Multiplies a block by its steps, transforms it and adds the middle of the range.</summary>
    /// <param name="block">64 coefficients in natural order.</param>
    /// <param name="steps">64 quantisation steps.</param>
    /// <param name="samples">Takes 8 rows of 8 samples.</param>
    /// <param name="form">Samples from row to row, and bits of a sample.</param>
    public static void Block(ReadOnlySpan<short> block, ReadOnlySpan<ushort> steps, Span<ushort> samples, (int Stride, int Precision) form)
    {
        int extra = form.Precision > 8 ? 1 : 2;
        Span<int> work = stackalloc int[64];
        for (int x = 0; x < 8; x++)
        {
            Column(block[x..], steps[x..], work[x..], extra);
        }

        int middle = 1 << (form.Precision - 1), most = (1 << form.Precision) - 1;
        Span<int> row = stackalloc int[8];
        for (int y = 0; y < 8; y++)
        {
            work.Slice(8 * y, 8).CopyTo(row);
            Transform(row, Bits + extra + 3);
            Span<ushort> target = samples.Slice(y * form.Stride, 8);
            for (int x = 0; x < 8; x++)
            {
                target[x] = (ushort)Math.Clamp(row[x] + middle, 0, most);
            }
        }
    }

    private static void Column(ReadOnlySpan<short> block, ReadOnlySpan<ushort> steps, Span<int> work, int extra)
    {
        Span<int> column = stackalloc int[8];
        int others = 0;
        for (int y = 0; y < 8; y++)
        {
            column[y] = block[8 * y] * steps[8 * y];
            others |= y == 0 ? 0 : column[y];
        }

        if (others == 0)
        {
            column.Fill(column[0] << extra);
        }
        else
        {
            Transform(column, Bits - extra);
        }

        for (int y = 0; y < 8; y++)
        {
            work[8 * y] = column[y];
        }
    }

    /// <summary>Eight coefficients to eight values, divided by two to the power of <paramref name="shift"/> and rounded.</summary>
    private static void Transform(Span<int> values, int shift)
    {
        // Even coefficients: two butterflies and a rotation by 3π/8.
        int sum = (values[2] + values[6]) * Fixed(0.541196100);
        int rotated2 = sum - values[6] * Fixed(1.847759065), rotated3 = sum + values[2] * Fixed(0.765366865);
        int half = 1 << (shift - 1);
        int even0 = ((values[0] + values[4]) << Bits) + half, even1 = ((values[0] - values[4]) << Bits) + half;
        int top0 = even0 + rotated3, top3 = even0 - rotated3, top1 = even1 + rotated2, top2 = even1 - rotated2;

        // Odd coefficients: rotations by π/16 and 3π/16 share their products.
        int odd1 = values[1], odd3 = values[3], odd5 = values[5], odd7 = values[7];
        int both = (odd7 + odd3 + odd5 + odd1) * Fixed(1.175875602);
        int outer = (odd7 + odd1) * -Fixed(0.899976223), inner = (odd5 + odd3) * -Fixed(2.562915447);
        int left = (odd7 + odd3) * -Fixed(1.961570560) + both, right = (odd5 + odd1) * -Fixed(0.390180644) + both;
        int low3 = odd7 * Fixed(0.298631336) + outer + left, low2 = odd5 * Fixed(2.053119869) + inner + right;
        int low1 = odd3 * Fixed(3.072711026) + inner + left, low0 = odd1 * Fixed(1.501321110) + outer + right;

        values[0] = (top0 + low0) >> shift;
        values[7] = (top0 - low0) >> shift;
        values[1] = (top1 + low1) >> shift;
        values[6] = (top1 - low1) >> shift;
        values[2] = (top2 + low2) >> shift;
        values[5] = (top2 - low2) >> shift;
        values[3] = (top3 + low3) >> shift;
        values[4] = (top3 - low3) >> shift;
    }

    private static int Fixed(double factor) => (int)(factor * (1 << Bits) + 0.5);
}
