using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// <c>d(i) = min over j of f(j) + step²(i − j)</c> for sixteen columns abreast, by halving: the best j never moves back as i moves ahead,
/// so the best j of the middle bounds the search on both sides of it, and each halving looks at every place about once.
/// </summary>
/// <remarks>
/// The sixteen columns share one range of j, which stays narrow as long as neighbouring columns have their sites in similar places. Where
/// they do not, the search gives up after a while, and the envelope of each column by itself takes over.
/// </remarks>
internal sealed class ColumnSearch
{
    /// <summary>How many columns are searched abreast.</summary>
    public const int Columns = 16;

    // Beyond about this many candidates per place the envelope is cheaper.
    private const int CandidatesWorthwhile = 160;

    // Ranges wider than this are first narrowed by how far the nearest site can be.
    private const int NarrowRange = 8;

    private readonly int length;
    private readonly int[] first, last;
    private readonly LowerEnvelope envelope;

    /// <summary>A search along columns of a given length.</summary>
    public ColumnSearch(int length)
    {
        this.length = length;

        // The range of best places is asked for one place before and behind the column too.
        first = new int[length + 2];
        last = new int[length + 2];
        last[length + 1] = length - 1;
        envelope = new LowerEnvelope(length);
    }

    /// <summary>Transforms the columns.</summary>
    /// <param name="before">f, place by place, the sixteen columns side by side; +∞ where a column has no site.</param>
    /// <param name="after">Where d goes, in the same order.</param>
    /// <param name="steps">The squared steps along the columns.</param>
    public void Transform(ReadOnlySpan<float> before, Span<float> after, SquaredSteps steps)
    {
        (Vector512<float> lowest, Vector512<float> highest) = Extremes(before);
        Vector512<float> infinite = Vector512.Create(float.PositiveInfinity);
        if (Vector512.EqualsAll(lowest, infinite) || Vector512.EqualsAll(highest, Vector512<float>.Zero))
        {
            before.CopyTo(after);
        }
        else if (!Search(before, after, steps, Vector512.Equals(lowest, infinite)))
        {
            for (int column = 0; column < Columns; column++)
            {
                envelope.Transform(before, after, column, steps);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector512<float> Lowest, Vector512<float> Highest) Extremes(ReadOnlySpan<float> before)
    {
        ref float start = ref MemoryMarshal.GetReference(before);
        Vector512<float> lowest = Vector512.LoadUnsafe(ref start), highest = lowest;
        for (int i = Columns; i < before.Length; i += Columns)
        {
            Vector512<float> row = Vector512.LoadUnsafe(ref start, (nuint)i);
            lowest = Vector512.MinNative(lowest, row);
            highest = Vector512.MaxNative(highest, row);
        }

        return (lowest, highest);
    }

    // Places count from 1, and at each halving those are searched that lie in the middle of two known ones. Returns false when too many
    // candidates had to be looked at.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Search(ReadOnlySpan<float> before, Span<float> after, SquaredSteps steps, Vector512<float> siteless)
    {
        ref float f = ref MemoryMarshal.GetReference(before);
        ref float d = ref MemoryMarshal.GetReference(after);
        ref float squares = ref Unsafe.Add(ref MemoryMarshal.GetReference(steps.BothWays), steps.Reach);
        long budget = (long)length * CandidatesWorthwhile;
        for (int half = (int)BitOperations.RoundUpToPowerOf2((uint)length + 1) / 2; half > 0 && budget >= 0; half /= 2)
        {
            for (int place = half; place <= length && budget >= 0; place += 2 * half)
            {
                int i = place - 1;
                Vector512<float> nearest = Vector512.LoadUnsafe(ref f, (nuint)(i * Columns));
                int from = Math.Max(first[place - half], i - steps.Reach);
                int to = Math.Min(last[Math.Min(place + half, length + 1)], i + steps.Reach);
                if (to - from > NarrowRange)
                {
                    nearest = With(nearest, ref f, ref squares, from, i);
                    nearest = With(nearest, ref f, ref squares, to, i);
                    int reach = Reach(Vector512.AndNot(nearest, siteless), steps.Spacing);
                    (from, to) = (Math.Max(from, i - reach), Math.Min(to, i + reach));
                }

                budget -= to - from;
                if (half == 1)
                {
                    for (int j = from; j <= to; j++)
                    {
                        nearest = With(nearest, ref f, ref squares, j, i);
                    }
                }
                else
                {
                    nearest = Bounded(nearest, ref f, ref squares, (place, from, to), siteless, steps.Reach);
                }

                Vector512.StoreUnsafe(nearest, ref d, (nuint)(i * Columns));
            }
        }

        return budget >= 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> With(Vector512<float> nearest, ref float f, ref float squares, int j, int i) =>
        Vector512.MinNative(nearest, At(ref f, ref squares, j, i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(ref float f, ref float squares, int j, int i) =>
        Vector512.LoadUnsafe(ref f, (nuint)(j * Columns)) + Vector512.Create(Unsafe.Add(ref squares, j - i));

    // The nearest of a range, and between which places the best candidates of all columns lie.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Bounded(
        Vector512<float> nearest, ref float f, ref float squares, (int Place, int From, int To) range, Vector512<float> siteless, int reach)
    {
        (int place, int from, int to) = range;
        int i = place - 1;

        // The range may have been narrowed with candidates at its ends, so the search starts anew from the place itself.
        nearest = Vector512.LoadUnsafe(ref f, (nuint)(i * Columns));
        Vector512<int> best = Vector512.Create(i);
        for (int j = from; j <= to; j++)
        {
            Vector512<float> candidate = At(ref f, ref squares, j, i);
            best = Vector512.ConditionalSelect(Vector512.LessThan(candidate, nearest).AsInt32(), Vector512.Create(j), best);
            nearest = Vector512.MinNative(nearest, candidate);
        }

        // A column with sites, but none within the band, says nothing about where its best would be but that it is out of reach.
        Vector512<int> unknown = Vector512.Equals(nearest, Vector512.Create(float.PositiveInfinity)).AsInt32();
        Vector512<int> absent = siteless.AsInt32();
        Vector512<int> low = Vector512.ConditionalSelect(unknown, Vector512.Create(Math.Max(0, i - reach)), best);
        Vector512<int> high = Vector512.ConditionalSelect(unknown, Vector512.Create(Math.Min(length - 1, i + reach)), best);
        first[place] = Least(Vector512.ConditionalSelect(absent, Vector512.Create(int.MaxValue), low));
        last[place] = -Least(Vector512.ConditionalSelect(absent, Vector512.Create(int.MaxValue), -high));
        return nearest;
    }

    // How many steps away a site can be that is nearer than the farthest of all columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Reach(Vector512<float> nearest, double spacing)
    {
        Vector256<float> eight = Vector256.MaxNative(nearest.GetLower(), nearest.GetUpper());
        Vector128<float> four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        four = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        float farthest = MathF.Max(four[0], four[1]);
        return farthest < float.PositiveInfinity ? (int)Math.Min(length, Math.Sqrt(farthest) / spacing) + 1 : length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Least(Vector512<int> values)
    {
        Vector256<int> eight = Vector256.Min(values.GetLower(), values.GetUpper());
        Vector128<int> four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(four[0], four[1]);
    }
}
