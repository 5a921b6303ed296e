using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>
/// Memory for the voxels of a volume that are all about to be written. Linux hands fresh memory out in pages of 4 KB, one at the first touch of
/// each, which takes as long as reading a scan from the page cache does; where it may, it is asked for pages of 2 MB.
/// </summary>
public static partial class VoxelMemory
{
    private const int LargePage = 2 << 20;
    private const int AdviseLargePages = 14;

    /// <summary>An array whose content is not defined until it is written.</summary>
    /// <typeparam name="T">What the array holds.</typeparam>
    /// <param name="count">How many, at least 0.</param>
    public static T[] Take<T>(int count)
        where T : unmanaged
    {
        T[] array = GC.AllocateUninitializedArray<T>(count);
        if (OperatingSystem.IsLinux() && (long)count * Unsafe.SizeOf<T>() >= 4 * LargePage)
        {
            Advise(MemoryMarshal.AsBytes(array.AsSpan()));
        }

        return array;
    }

    /// <summary>Large pages lie wholly within the array; its ends keep what they have. A kernel that does not know them says so, and all is as before.</summary>
    private static unsafe void Advise(Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nuint from = ((nuint)first + LargePage - 1) & ~((nuint)LargePage - 1), to = ((nuint)first + (nuint)bytes.Length) & ~((nuint)LargePage - 1);
            _ = MAdvise((void*)from, to - from, AdviseLargePages);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static unsafe partial int MAdvise(void* address, nuint length, int advice);
}
