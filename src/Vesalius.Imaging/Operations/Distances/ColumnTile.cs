using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// The later passes of a distance transform: <c>d(i) = min over j of f(j) + step²(i − j)</c> along columns, in a small copy that stays in
/// the first-level cache, sixteen columns abreast.
/// </summary>
internal sealed class ColumnTile
{
    /// <summary>How many columns a tile takes.</summary>
    public const int Width = 32;

    // Searching outwards costs steps × columns / 16; beyond about this many steps per voxel the envelope is cheaper.
    private const int StepsWorthwhile = 96;

    private readonly int length;
    private readonly float[] before, after;
    private readonly LowerEnvelope envelope;
    private float[]? inside;

    /// <summary>A tile for columns of a given length.</summary>
    public ColumnTile(int length)
    {
        this.length = length;
        before = GC.AllocateUninitializedArray<float>(length * Width);
        after = GC.AllocateUninitializedArray<float>(length * Width);
        envelope = new LowerEnvelope(length);
    }

    /// <summary>Replaces the squared distances of a block of columns by those that also reach along the column.</summary>
    public void Transform(Span<float> squared, ColumnBlock block, SquaredSteps steps, bool isSigned)
    {
        Load(squared, block);
        if (isSigned)
        {
            // One of the two distances is zero at every voxel, so each pass finds its own field by clamping, and their difference is the result.
            inside ??= new float[before.Length];
            float[] both = [.. before];
            TensorPrimitives.Negate(before, before);
            TensorPrimitives.Max(before, 0, before);
            Apply(steps);
            after.CopyTo(inside, 0);
            TensorPrimitives.Max(both, 0, before);
            Apply(steps);
            TensorPrimitives.Subtract(after, inside, after);
        }
        else
        {
            Apply(steps);
        }

        for (int i = 0; i < length; i++)
        {
            after.AsSpan(i * Width, block.Columns).CopyTo(squared.Slice(block.Start + (i * block.Stride), block.Columns));
        }
    }

    private void Load(ReadOnlySpan<float> squared, ColumnBlock block)
    {
        for (int i = 0; i < length; i++)
        {
            Span<float> row = before.AsSpan(i * Width, Width);
            squared.Slice(block.Start + (i * block.Stride), block.Columns).CopyTo(row);
            row[block.Columns..].Fill(float.PositiveInfinity);
        }
    }

    private void Apply(SquaredSteps steps)
    {
        for (int lane = 0; lane < Width; lane += Vector512<float>.Count)
        {
            if (!Search(lane, steps))
            {
                for (int column = lane; column < lane + Vector512<float>.Count; column++)
                {
                    envelope.Transform(before, after, column, steps);
                }
            }
        }
    }

    // Returns false when sites are so far that the search was given up.
    private bool Search(int lane, SquaredSteps steps)
    {
        ref float first = ref MemoryMarshal.GetArrayDataReference(before);
        if (IsWithoutSites(lane, ref first))
        {
            return true;
        }

        long budget = (long)length * StepsWorthwhile;
        ref float squares = ref MemoryMarshal.GetReference(steps.All);
        for (int i = 0; i < length && budget > 0; i++)
        {
            int at = (i * Width) + lane, reach = Math.Min(Math.Max(i, length - 1 - i), steps.Reach), step = 1;
            int both = Math.Min(Math.Min(i, length - 1 - i), reach);
            Vector512<float> nearest = Vector512.LoadUnsafe(ref first, (nuint)at);
            for (; step <= both; step++)
            {
                Vector512<float> added = Vector512.Create(Unsafe.Add(ref squares, step));
                if (!Vector512.LessThanAny(added, nearest))
                {
                    break;
                }

                Vector512<float> ahead = Vector512.LoadUnsafe(ref first, (nuint)(at + (step * Width)));
                Vector512<float> behind = Vector512.LoadUnsafe(ref first, (nuint)(at - (step * Width)));
                nearest = Vector512.MinNative(nearest, Vector512.MinNative(ahead, behind) + added);
            }

            if (step > both)
            {
                int way = i < length - 1 - i ? Width : -Width;
                for (; step <= reach; step++)
                {
                    Vector512<float> added = Vector512.Create(Unsafe.Add(ref squares, step));
                    if (!Vector512.LessThanAny(added, nearest))
                    {
                        break;
                    }

                    nearest = Vector512.MinNative(nearest, Vector512.LoadUnsafe(ref first, (nuint)(at + (step * way))) + added);
                }
            }

            budget -= step;
            Vector512.StoreUnsafe(nearest, ref MemoryMarshal.GetArrayDataReference(after), (nuint)at);
        }

        return budget > 0;
    }

    private bool IsWithoutSites(int lane, ref float first)
    {
        Vector512<float> infinite = Vector512.Create(float.PositiveInfinity);
        for (int i = 0; i < length; i++)
        {
            if (!Vector512.EqualsAll(Vector512.LoadUnsafe(ref first, (nuint)((i * Width) + lane)), infinite))
            {
                return false;
            }
        }

        for (int i = 0; i < length; i++)
        {
            after.AsSpan((i * Width) + lane, Vector512<float>.Count).Fill(float.PositiveInfinity);
        }

        return true;
    }
}
