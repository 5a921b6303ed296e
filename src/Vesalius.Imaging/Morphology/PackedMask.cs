using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Morphology;

/// <summary>A mask of one bit a voxel with a border of unset voxels around it, so that every voxel has 26 neighbours.</summary>
internal sealed class PackedMask
{
    private readonly byte[] bits;
    private readonly int rowBytes, sliceBytes;

    private PackedMask(Size3 size)
    {
        // One unset column on each side, and a byte to spare so that two bytes can be read at any voxel.
        rowBytes = ((size.X + 9) / 8) + 1;
        long slice = (long)rowBytes * (size.Y + 2), all = slice * (size.Z + 2);
        bits = all <= Array.MaxLength
            ? new byte[all]
            : throw new ArgumentException($"A mask of {size} is too large to be thinned in memory.", nameof(size));
        sliceBytes = (int)slice;
    }

    /// <summary>The bits of a mask.</summary>
    public static PackedMask Of(Volume<bool> mask)
    {
        Size3 size = mask.Size;
        var packed = new PackedMask(size);
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<bool> row = mask.Row(y, z);
                for (int x = row.IndexOf(true); x >= 0 && x < row.Length; x++)
                {
                    packed.bits[packed.ByteOf(x + 1, y, z)] |= (byte)((row[x] ? 1 : 0) << ((x + 1) & 7));
                }
            }
        }

        return packed;
    }

    /// <summary>Takes a voxel away.</summary>
    public void Clear(int x, int y, int z) => bits[ByteOf(x + 1, y, z)] &= (byte)~(1 << ((x + 1) & 7));

    /// <summary>The 27 voxels around and at a voxel as <see cref="SimpleVoxel"/> has them.</summary>
    public uint Around(int x, int y, int z)
    {
        int at = ByteOf(x, y - 1, z - 1), shift = x & 7;
        return Nine(at, shift) | (Nine(at + sliceBytes, shift) << 9) | (Nine(at + (2 * sliceBytes), shift) << 18);
    }

    private uint Nine(int at, int shift) => Three(at, shift) | (Three(at + rowBytes, shift) << 3) | (Three(at + (2 * rowBytes), shift) << 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Three(int at, int shift) =>
        ((uint)Unsafe.ReadUnaligned<ushort>(ref MemoryMarshal.GetReference(bits.AsSpan(at, 2))) >> shift) & 0b111;

    // The byte that holds a padded column; rows and slices count from -1.
    private int ByteOf(int column, int y, int z) => (column >> 3) + ((y + 1) * rowBytes) + ((z + 1) * sliceBytes);
}
