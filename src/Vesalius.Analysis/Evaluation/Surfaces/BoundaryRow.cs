using System.Numerics;
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

    /// <summary>Clears the cells whose eight corners are alike (codes 0 and 255), and marks the others.</summary>
    /// <param name="codes">Which corners of each cell are inside, a bit a corner.</param>
    /// <param name="mixed">Gets 1 for cells with corners of both kinds, 0 for the others; as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KeepMixed(Span<byte> codes, Span<byte> mixed)
    {
        ref byte code = ref MemoryMarshal.GetReference(codes), mark = ref MemoryMarshal.GetReference(mixed[..codes.Length]);
        int x = 0;
        for (; x <= codes.Length - Vector512<byte>.Count; x += Vector512<byte>.Count)
        {
            Vector512<byte> corners = Vector512.LoadUnsafe(ref code, (nuint)x);
            Vector512<byte> kept = Vector512.AndNot(corners, Vector512.Equals(corners, Vector512<byte>.AllBitsSet));
            kept.StoreUnsafe(ref code, (nuint)x);
            Vector512.AndNot(Vector512<byte>.One, Vector512.Equals(kept, Vector512<byte>.Zero)).StoreUnsafe(ref mark, (nuint)x);
        }

        for (; x < codes.Length; x++)
        {
            codes[x] = codes[x] == 255 ? (byte)0 : codes[x];
            mixed[x] = codes[x] == 0 ? (byte)0 : (byte)1;
        }
    }

    /// <summary>The places of the ones in a row of zeros and ones, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Places(ReadOnlySpan<byte> row)
    {
        ref byte first = ref MemoryMarshal.GetReference(row);
        var places = new int[row.Count((byte)1)];
        int x = 0, found = 0;
        for (; x <= row.Length - Vector512<byte>.Count; x += Vector512<byte>.Count)
        {
            for (ulong bits = Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)x), Vector512<byte>.Zero).ExtractMostSignificantBits();
                bits != 0;
                bits &= bits - 1)
            {
                places[found++] = x + BitOperations.TrailingZeroCount(bits);
            }
        }

        for (; x < row.Length; x++)
        {
            if (row[x] != 0)
            {
                places[found++] = x;
            }
        }

        return places;
    }
}
