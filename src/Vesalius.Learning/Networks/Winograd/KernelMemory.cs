using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>
/// Floats outside the managed heap, on huge pages where the system has them: a tile's frequencies lie on as many small pages, more than the
/// processor keeps track of.
/// </summary>
internal sealed unsafe partial class KernelMemory : IDisposable
{
    private const int HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    private static readonly ConcurrentDictionary<long, ConcurrentBag<KernelMemory>> Spare = new();

    /// <summary>Memory of a length, not cleared.</summary>
    public KernelMemory(long length)
    {
        Length = length;
        var bytes = (nuint)(length * sizeof(float));
        Floats = (float*)NativeMemory.AlignedAlloc(bytes, HugePage);
        if (OperatingSystem.IsLinux())
        {
            _ = madvise(Floats, bytes, AdviseHugePages);
        }

        GC.AddMemoryPressure(length * sizeof(float));
    }

    /// <summary>Frees what was never disposed of.</summary>
    ~KernelMemory() => Free();

    /// <summary>The first float.</summary>
    public float* Floats { get; private set; }

    /// <summary>Floats in all.</summary>
    public long Length { get; }

    /// <summary>Memory of at least a length for the duration of a kernel; <see cref="Return"/> gives it back for the next.</summary>
    public static KernelMemory Rent(long length)
    {
        long rounded = (long)BitOperations.RoundUpToPowerOf2((ulong)length);
        return SpareOf(rounded).TryTake(out KernelMemory? memory) ? memory : new KernelMemory(rounded);
    }

    /// <summary>Keeps rented memory for the next kernel.</summary>
    public static void Return(KernelMemory memory) => SpareOf(memory.Length).Add(memory);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [LibraryImport("libc")]
    private static partial int madvise(void* address, nuint length, int advice);

    private static ConcurrentBag<KernelMemory> SpareOf(long length) => Spare.GetOrAdd(length, _ => []);

    private void Free()
    {
        if (Floats != null)
        {
            NativeMemory.AlignedFree(Floats);
            Floats = null;
            GC.RemoveMemoryPressure(Length * sizeof(float));
        }
    }
}
