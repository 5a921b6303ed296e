using System.Runtime.InteropServices;

namespace Vesalius.Cli.Hosting;

/// <summary>The end of the process while other threads still work.</summary>
internal static partial class ProcessEnd
{
    /// <summary>
    /// Ends the process at once, without the exit handlers of native libraries: those would take away what threads in libtorch still use,
    /// which then fail with errors of their own and another exit code.
    /// </summary>
    /// <param name="code">The exit code.</param>
    public static void AtOnce(int code)
    {
        if (!OperatingSystem.IsWindows())
        {
            _exit(code);
        }

        // Windows stops all other threads before any handler runs.
        Environment.Exit(code);
    }

    [LibraryImport("libc")]
    private static partial void _exit(int code);
}
