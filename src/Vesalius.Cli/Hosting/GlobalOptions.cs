using System.CommandLine;

namespace Vesalius.Cli.Hosting;

/// <summary>The options every verb has.</summary>
internal static class GlobalOptions
{
    /// <summary>One JSON document on stdout and nothing else.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document to stdout.", Recursive = true };

    /// <summary>No messages, no progress; errors are still told.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No messages and no progress, only errors.", Recursive = true };

    /// <summary>More messages, and the stack trace of an error.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "More messages; errors with their stack trace.", Recursive = true };
}
