using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>One label of a row of labels, as a row of bytes.</summary>
internal static class LabelRow
{
    /// <summary>1 where the row has the label, 0 elsewhere.</summary>
    public static void Select(ReadOnlySpan<ushort> labels, ushort label, Span<byte> mask)
    {
        int width = Vector512<byte>.Count, half = width / 2, x = 0;
        ref ushort from = ref MemoryMarshal.GetReference(labels);
        ref byte to = ref MemoryMarshal.GetReference(mask);
        Vector512<ushort> wanted = Vector512.Create(label);
        for (; x <= labels.Length - width; x += width)
        {
            Vector512<ushort> low = Vector512.Equals(Vector512.LoadUnsafe(ref from, (nuint)x), wanted);
            Vector512<ushort> high = Vector512.Equals(Vector512.LoadUnsafe(ref from, (nuint)(x + half)), wanted);
            (Vector512.Narrow(low, high) & Vector512<byte>.One).StoreUnsafe(ref to, (nuint)x);
        }

        SelectOneByOne(labels[x..], label, mask[x..]);
    }

    /// <summary>The same, voxel by voxel: what <see cref="Select"/> is held against.</summary>
    public static void SelectOneByOne(ReadOnlySpan<ushort> labels, ushort label, Span<byte> mask)
    {
        for (int x = 0; x < labels.Length; x++)
        {
            mask[x] = labels[x] == label ? (byte)1 : (byte)0;
        }
    }

    /// <summary>Sets a row of bytes to 0 where the row of labels has a value.</summary>
    public static void Clear(ReadOnlySpan<ushort> labels, ushort value, Span<byte> mask)
    {
        for (int x = 0; x < labels.Length; x++)
        {
            mask[x] = labels[x] == value ? (byte)0 : mask[x];
        }
    }
}
