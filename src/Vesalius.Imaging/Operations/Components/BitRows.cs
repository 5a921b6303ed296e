using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Operations;

/// <summary>A mask of one bit a voxel, each row along x beginning with a new word.</summary>
internal sealed class BitRows
{
    /// <summary>Voxels in a word.</summary>
    public const int WordBits = 64;

    private readonly Size3 size;
    private readonly ulong[] bits;
    private readonly ulong[] nothing;

    private BitRows(Size3 size)
    {
        this.size = size;
        Words = (size.X + WordBits - 1) / WordBits;
        nothing = new ulong[Words];
        long all = (long)Words * size.Y * size.Z;
        bits = all <= Array.MaxLength
            ? new ulong[all]
            : throw new ArgumentException(
                $"A mask of {size} needs {all:N0} words of bits, more than one array holds. Put its longest axis first.", nameof(size));
    }

    /// <summary>Words in a row.</summary>
    public int Words { get; }

    /// <summary>Packs a mask.</summary>
    public static BitRows Of(Volume<bool> mask)
    {
        var rows = new BitRows(mask.Size);
        for (int row = 0; row < mask.Size.Y * mask.Size.Z; row++)
        {
            Pack(MemoryMarshal.AsBytes(mask.Voxels.Slice(row * mask.Size.X, mask.Size.X)), rows.bits.AsSpan(row * rows.Words, rows.Words));
        }

        return rows;
    }

    /// <summary>The bits of a row; none are set outside the mask's grid.</summary>
    public ReadOnlySpan<ulong> Row(int y, int z) => (uint)y < (uint)size.Y && (uint)z < (uint)size.Z
        ? bits.AsSpan((y + (size.Y * z)) * Words, Words)
        : nothing;

    /// <summary>The sum of the places of the set bits of a word, from 0 to 63.</summary>
    public static int PlaceSum(ulong word) =>
        BitOperations.PopCount(word & 0xAAAAAAAAAAAAAAAA)
        + (2 * BitOperations.PopCount(word & 0xCCCCCCCCCCCCCCCC))
        + (4 * BitOperations.PopCount(word & 0xF0F0F0F0F0F0F0F0))
        + (8 * BitOperations.PopCount(word & 0xFF00FF00FF00FF00))
        + (16 * BitOperations.PopCount(word & 0xFFFF0000FFFF0000))
        + (32 * BitOperations.PopCount(word & 0xFFFFFFFF00000000));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(ReadOnlySpan<byte> row, Span<ulong> words)
    {
        ref byte first = ref MemoryMarshal.GetReference(row);
        int word = 0;
        for (; (word + 1) * WordBits <= row.Length; word++)
        {
            Vector512<byte> voxels = Vector512.LoadUnsafe(ref first, (nuint)(word * WordBits));
            words[word] = ~Vector512.Equals(voxels, Vector512<byte>.Zero).ExtractMostSignificantBits();
        }

        for (int x = word * WordBits; x < row.Length; x++)
        {
            words[word] |= (ulong)(row[x] != 0 ? 1 : 0) << (x % WordBits);
        }
    }
}
