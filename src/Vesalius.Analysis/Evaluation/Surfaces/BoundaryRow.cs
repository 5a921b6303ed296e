using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Rows of bytes that are 0 or 1, sixty-four at a time.</summary>
internal static class BoundaryRow
{
    /// <summary>Keeps in a row only what another row of the same length has too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Intersect(Span<byte> row, ReadOnlySpan<byte> other)
    {
        ref byte a = ref MemoryMarshal.GetReference(row), b = ref MemoryMarshal.GetReference(other[..row.Length]);
        int x = 0;
        for (; x <= row.Length - Vector512<byte>.Count; x += Vector512<byte>.Count)
        {
            (Vector512.LoadUnsafe(ref a, (nuint)x) & Vector512.LoadUnsafe(ref b, (nuint)x)).StoreUnsafe(ref a, (nuint)x);
        }

        for (; x < row.Length; x++)
        {
            row[x] &= other[x];
        }
    }

    /// <summary>The voxels of a row that touch background.</summary>
    /// <param name="own">The row of the mask.</param>
    /// <param name="inside">Where the rows around it are all inside the mask; one column more on either side.</param>
    /// <param name="beside">The row in which the two neighbours of a voxel must be inside too; one column more on either side.</param>
    /// <param name="boundary">Where the answer goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mark(ReadOnlySpan<byte> own, ReadOnlySpan<byte> inside, ReadOnlySpan<byte> beside, Span<byte> boundary)
    {
        ref byte around = ref MemoryMarshal.GetReference(inside[..(own.Length + 2)]);
        ref byte along = ref MemoryMarshal.GetReference(beside[..(own.Length + 2)]);
        ref byte from = ref MemoryMarshal.GetReference(own), to = ref MemoryMarshal.GetReference(boundary[..own.Length]);
        int x = 0;
        for (; x <= own.Length - Vector512<byte>.Count; x += Vector512<byte>.Count)
        {
            Vector512<byte> enclosed = Vector512.LoadUnsafe(ref around, (nuint)x + 1)
                & Vector512.LoadUnsafe(ref along, (nuint)x) & Vector512.LoadUnsafe(ref along, (nuint)x + 2);
            Vector512.AndNot(Vector512.LoadUnsafe(ref from, (nuint)x), enclosed).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < own.Length; x++)
        {
            boundary[x] = (byte)(own[x] & ~(inside[x + 1] & beside[x] & beside[x + 2]));
        }
    }
}
