using System.Diagnostics;
using System.Text.Json;

namespace Vesalius.EndToEnd.Tests;

/// <summary>The built command, run as a process.</summary>
internal static class VesaliusCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The command beside these tests, built in the same configuration.</summary>
    public static string Path { get; } = Find();

    /// <summary>Runs the command to its end.</summary>
    public static CommandResult Run(params IEnumerable<string> arguments) => Run(null, arguments);

    /// <summary>Runs the command to its end in a given folder.</summary>
    public static CommandResult Run(string? folder, IEnumerable<string> arguments)
    {
        using Process process = Start(folder, arguments);
        return Finish(process);
    }

    /// <summary>Starts the command.</summary>
    public static Process Start(string? folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{Path} does not start.");
    }

    /// <summary>Waits for the end and takes what was written.</summary>
    public static CommandResult Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"vesalius did not end within {Limit}.");
        }

        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string Find()
    {
        // artifacts/bin/Vesalius.EndToEnd.Tests/release -> artifacts/bin/Vesalius.Cli/release
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        string name = OperatingSystem.IsWindows() ? "vesalius.exe" : "vesalius";
        return System.IO.Path.Combine(own.Parent!.Parent!.FullName, "Vesalius.Cli", own.Name, name);
    }
}
