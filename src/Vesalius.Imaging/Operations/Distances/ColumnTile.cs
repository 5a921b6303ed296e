using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// A pass of a distance transform along columns: neighbouring columns are copied to memory that stays in the cache, transformed there
/// sixteen at a time, and written back.
/// </summary>
internal sealed class ColumnTile
{
    /// <summary>How many columns a tile takes at most: a few cache lines of every row.</summary>
    public const int Width = 4 * ColumnSearch.Columns;

    private readonly int length;
    private readonly SquaredSteps steps;
    private readonly ColumnSearch search;
    private readonly float[] before, after;
    private readonly float[] outside, inside;

    /// <summary>A tile for columns of a given length.</summary>
    /// <param name="length">Voxels along a column.</param>
    /// <param name="steps">The squared steps along a column.</param>
    /// <param name="isSigned">Whether the numbers hold the distances of both sides, as <see cref="RowDistance"/> says.</param>
    public ColumnTile(int length, SquaredSteps steps, bool isSigned)
    {
        this.length = length;
        this.steps = steps;
        search = new ColumnSearch(length);
        before = GC.AllocateUninitializedArray<float>(length * Width);
        after = GC.AllocateUninitializedArray<float>(length * Width);
        outside = isSigned ? GC.AllocateUninitializedArray<float>(length * ColumnSearch.Columns) : [];
        inside = isSigned ? GC.AllocateUninitializedArray<float>(length * ColumnSearch.Columns) : [];
    }

    /// <summary>Replaces the squared distances of a block of columns by those that also reach along the column.</summary>
    /// <param name="squared">The squared distances in mm².</param>
    /// <param name="block">Which columns; at most <see cref="Width"/>.</param>
    /// <param name="limitMm">At the last pass the distances are drawn from their squares, and are infinite beyond this; null before it.</param>
    public void Transform(Span<float> squared, ColumnBlock block, double? limitMm)
    {
        int group = length * ColumnSearch.Columns, groups = (block.Columns + ColumnSearch.Columns - 1) / ColumnSearch.Columns;
        Load(squared, block, groups);
        for (int start = 0; start < groups * group; start += group)
        {
            Span<float> from = before.AsSpan(start, group), to = after.AsSpan(start, group);
            if (inside.Length > 0)
            {
                TransformBothSides(from, to);
            }
            else
            {
                search.Transform(from, to, steps);
            }
        }

        if (limitMm is { } limit)
        {
            DrawRoots(after.AsSpan(0, groups * group), (float)limit);
        }

        Store(squared, block, groups);
    }

    // One of the two distances is zero at every voxel, so each side finds its own field by clamping, and their difference is the result.
    private void TransformBothSides(Span<float> from, Span<float> to)
    {
        Split(from, outside, inside);
        search.Transform(outside, to, steps);
        search.Transform(inside, outside, steps);
        Subtract(to, outside);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(ReadOnlySpan<float> signed, Span<float> outside, Span<float> inside)
    {
        ref float from = ref MemoryMarshal.GetReference(signed);
        ref float o = ref MemoryMarshal.GetReference(outside), i = ref MemoryMarshal.GetReference(inside);
        for (nuint k = 0; k < (nuint)signed.Length; k += (nuint)Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref from, k);
            Vector512.StoreUnsafe(Vector512.MaxNative(value, Vector512<float>.Zero), ref o, k);
            Vector512.StoreUnsafe(Vector512.MaxNative(-value, Vector512<float>.Zero), ref i, k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(Span<float> from, ReadOnlySpan<float> what)
    {
        ref float a = ref MemoryMarshal.GetReference(from), b = ref MemoryMarshal.GetReference(what);
        for (nuint k = 0; k < (nuint)from.Length; k += (nuint)Vector512<float>.Count)
        {
            Vector512.StoreUnsafe(Vector512.LoadUnsafe(ref a, k) - Vector512.LoadUnsafe(ref b, k), ref a, k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> squared, ColumnBlock block, int groups)
    {
        const int Columns = ColumnSearch.Columns;
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<float> row = squared.Slice(block.Start + (i * block.Stride), block.Columns);
            for (int group = 0; group < groups; group++)
            {
                Span<float> to = before.AsSpan(((group * length) + i) * Columns, Columns);
                ReadOnlySpan<float> from = row[(group * Columns)..Math.Min(row.Length, (group + 1) * Columns)];
                from.CopyTo(to);
                to[from.Length..].Fill(float.PositiveInfinity);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Store(Span<float> squared, ColumnBlock block, int groups)
    {
        const int Columns = ColumnSearch.Columns;
        for (int i = 0; i < length; i++)
        {
            Span<float> row = squared.Slice(block.Start + (i * block.Stride), block.Columns);
            for (int group = 0; group < groups; group++)
            {
                Span<float> to = row[(group * Columns)..Math.Min(row.Length, (group + 1) * Columns)];
                after.AsSpan(((group * length) + i) * Columns, to.Length).CopyTo(to);
            }
        }
    }

    // Turns squared distances into distances, keeping their sign; beyond the limit they become infinite.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DrawRoots(Span<float> squared, float limitMm)
    {
        Vector512<float> limit = Vector512.Create(limitMm), infinite = Vector512.Create(float.PositiveInfinity);
        ref float start = ref MemoryMarshal.GetReference(squared);
        for (int i = 0; i < squared.Length; i += Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref start, (nuint)i), root = Vector512.Sqrt(Vector512.Abs(value));
            root = Vector512.ConditionalSelect(Vector512.GreaterThan(root, limit), infinite, root);
            Vector512.StoreUnsafe(root | (value & Vector512.Create(-0f)), ref start, (nuint)i);
        }
    }
}
