using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Vesalius.EndToEnd.Tests;

/// <summary>A disk of a few kilobytes in memory, to be filled up.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Where it is mounted.</summary>
    public string Path => folder.Path;

    /// <summary>Makes one, where the system allows it.</summary>
    public static bool TryMount([NotNullWhen(true)] out TinyDisk? disk)
    {
        disk = new TinyDisk();
        if (Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.Path))
        {
            return true;
        }

        disk.folder.Dispose();
        disk = null;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", Path);
        folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program on this system.
        }
    }
}
