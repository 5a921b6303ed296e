using System.Runtime.InteropServices;

namespace Vesalius.Learning.Networks.Native;

/// <summary>
/// Keeps freed tensor memory in the process. By default glibc returns every large block to the kernel at each free, and the page faults of
/// taking it again dominate the memory-bound layers. Linux with glibc only; elsewhere nothing happens.
/// </summary>
internal static partial class MemoryTuning
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapMax = -4;
    private const int ArenaMax = -8;

    private static readonly bool Applied = Apply();

    /// <summary>Applies the tuning once per process. To have full effect it comes before the first tensor.</summary>
    public static void EnsureApplied() => _ = Applied;

    private static bool Apply()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
        {
            return false;
        }

        // No huge pages for tensors: blocks aligned to 2 MB are seldom found again among freed ones, so that memory grows and is cleared anew.
        setenv("THP_MEM_ALLOC_ENABLE", "0", 0);
        // OpenMP threads sleep between parallel regions: managed kernels and data loading use the same cores.
        setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
        // One arena: the arenas of further threads consist of pieces of 64 MB, in which large tensors leave gaps.
        return mallopt(MmapMax, 0) + mallopt(TrimThreshold, int.MaxValue) + mallopt(TopPad, 64 << 20) + mallopt(ArenaMax, 1) == 4;
    }

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
