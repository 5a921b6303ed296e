using System.Diagnostics;

namespace Vesalius.Learning.Cases;

/// <summary>Which process holds a claim.</summary>
/// <param name="Host">The machine, and where processes are numbered apart (containers) the space in which they are.</param>
/// <param name="Process">The process's number.</param>
/// <param name="Started">When it started, in milliseconds since 1970 (UTC): numbers are given again to later processes.</param>
/// <param name="Token">Tells two claims of one process apart.</param>
internal sealed record ClaimHolder(string Host, int Process, long Started, string Token)
{
    // The start of another process is worked out from the machine's, which is known to about a hundredth of a second.
    private const long StartedWithinMs = 2000;

    private const string ProcessSpace = "/proc/self/ns/pid";

    /// <summary>This process, with a new token.</summary>
    public static ClaimHolder Own()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return new ClaimHolder(OwnHost, self.Id, StartOf(self), Guid.NewGuid().ToString("N"));
    }

    /// <summary>Whether the process still runs; null where that cannot be seen from here.</summary>
    public bool? IsAlive()
    {
        if (Host != OwnHost)
        {
            return null;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return !process.HasExited && !HasOnlyItsNumber(Process) && Math.Abs(StartOf(process) - Started) < StartedWithinMs;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // A process that is there and belongs to somebody else.
            return null;
        }
    }

    /// <summary>Whether a process has ended, and its parent has not asked how: on Linux its number stays until then.</summary>
    private static bool HasOnlyItsNumber(int process)
    {
        string path = $"/proc/{process}/stat";

        // "number (name) state …", where the name may hold anything.
        return File.Exists(path) && File.ReadAllText(path) is var stat && stat.LastIndexOf(')') is > 0 and var name
            && stat.AsSpan(name + 1).TrimStart() is ['Z' or 'X', ..];
    }

    private static string OwnHost => $"{Environment.MachineName} {new FileInfo(ProcessSpace).LinkTarget}".TrimEnd();

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds();
}
