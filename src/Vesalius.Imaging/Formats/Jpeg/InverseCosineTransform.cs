using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// The inverse cosine transform of 8 × 8 coefficients in whole numbers, by the factorisation with 12 multiplications of C. Loeffler,
/// A. Ligtenberg and G. Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989. Factors have 13 bits after
/// the point and columns keep two bits (one for 12-bit samples) for the rows, so that results are those of the reference implementation.
/// </summary>
internal static class InverseCosineTransform
{
    private const int Bits = 13;
    private const int Size = 8;
    private const int Size2 = Size * Size;

    /// <summary>Multiplies a block by its steps, transforms it and adds the middle of the range.</summary>
    /// <param name="block">64 coefficients in natural order.</param>
    /// <param name="steps">64 quantisation steps.</param>
    /// <param name="samples">Takes 8 rows of 8 samples.</param>
    /// <param name="form">Samples from row to row, and bits of a sample.</param>
    public static void Block(ReadOnlySpan<short> block, ReadOnlySpan<ushort> steps, Span<ushort> samples, (int Stride, int Precision) form)
    {
        int extra = form.Precision > 8 ? 1 : 2, middle = 1 << (form.Precision - 1), most = (1 << form.Precision) - 1;
        if (!block[1..Size2].ContainsAnyExcept((short)0))
        {
            int mean = ((block[0] * steps[0]) << extra) + (1 << (extra + 2)) >> (extra + 3);
            Flat(Math.Clamp(mean + middle, 0, most), samples, form.Stride);
            return;
        }

        Span<Vector256<int>> rows = stackalloc Vector256<int>[Size];
        for (int y = 0; y < Size; y++)
        {
            Vector128<short> coefficients = Vector128.Create(block.Slice(Size * y, Size));
            Vector128<ushort> step = Vector128.Create(steps.Slice(Size * y, Size));
            (Vector128<int> left, Vector128<int> right) = Vector128.Widen(coefficients);
            (Vector128<uint> leftStep, Vector128<uint> rightStep) = Vector128.Widen(step);
            rows[y] = Vector256.Create(left * leftStep.AsInt32(), right * rightStep.AsInt32());
        }

        Transform(rows, Bits - extra);
        Transpose(rows);
        Transform(rows, Bits + extra + 3);
        Transpose(rows);
        for (int y = 0; y < Size; y++)
        {
            Vector256<int> row = Vector256.Clamp(rows[y] + Vector256.Create(middle), Vector256<int>.Zero, Vector256.Create(most));
            Vector128.Narrow(row.GetLower().AsUInt32(), row.GetUpper().AsUInt32()).CopyTo(samples.Slice(y * form.Stride, Size));
        }
    }

    private static void Flat(int value, Span<ushort> samples, int stride)
    {
        for (int y = 0; y < Size; y++)
        {
            samples.Slice(y * stride, Size).Fill((ushort)value);
        }
    }

    private static void Transpose(Span<Vector256<int>> rows)
    {
        Span<int> numbers = MemoryMarshal.Cast<Vector256<int>, int>(rows);
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < y; x++)
            {
                (numbers[Size * y + x], numbers[Size * x + y]) = (numbers[Size * x + y], numbers[Size * y + x]);
            }
        }
    }

    /// <summary>
    /// Eight coefficients to eight values, for eight columns at once, divided by two to the power of <paramref name="shift"/> and
    /// rounded.
    /// </summary>
    private static void Transform(Span<Vector256<int>> values, int shift)
    {
        // Even coefficients: two butterflies and a rotation by 3π/8.
        Vector256<int> sum = (values[2] + values[6]) * Fixed(0.541196100), half = Vector256.Create(1 << (shift - 1));
        Vector256<int> rotated2 = sum - values[6] * Fixed(1.847759065), rotated3 = sum + values[2] * Fixed(0.765366865);
        Vector256<int> even0 = ((values[0] + values[4]) << Bits) + half, even1 = ((values[0] - values[4]) << Bits) + half;
        Vector256<int> top0 = even0 + rotated3, top3 = even0 - rotated3, top1 = even1 + rotated2, top2 = even1 - rotated2;

        // Odd coefficients: rotations by π/16 and 3π/16 share their products.
        Vector256<int> odd1 = values[1], odd3 = values[3], odd5 = values[5], odd7 = values[7];
        Vector256<int> both = (odd7 + odd3 + odd5 + odd1) * Fixed(1.175875602);
        Vector256<int> outer = (odd7 + odd1) * -Fixed(0.899976223), inner = (odd5 + odd3) * -Fixed(2.562915447);
        Vector256<int> left = (odd7 + odd3) * -Fixed(1.961570560) + both, right = (odd5 + odd1) * -Fixed(0.390180644) + both;
        Vector256<int> low3 = odd7 * Fixed(0.298631336) + outer + left, low2 = odd5 * Fixed(2.053119869) + inner + right;
        Vector256<int> low1 = odd3 * Fixed(3.072711026) + inner + left, low0 = odd1 * Fixed(1.501321110) + outer + right;

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
