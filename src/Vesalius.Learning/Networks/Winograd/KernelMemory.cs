using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>Floats outside the managed heap, aligned to cache lines.</summary>
internal sealed unsafe class KernelMemory : IDisposable
{
    private static readonly ConcurrentDictionary<long, ConcurrentBag<KernelMemory>> Spare = new();

    /// <summary>Memory of a length, not cleared.</summary>
    public KernelMemory(long length)
    {
        Length = length;
        Floats = (float*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(float)), 64);
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
