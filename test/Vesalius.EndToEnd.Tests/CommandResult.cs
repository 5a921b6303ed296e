using System.Text.Json;

namespace Vesalius.EndToEnd.Tests;

/// <summary>What the command left behind.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Out">What it wrote to stdout.</param>
/// <param name="Error">What it wrote to stderr.</param>
internal sealed record CommandResult(int ExitCode, string Out, string Error)
{
    /// <summary>The lines on stderr.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The JSON document on stdout.</summary>
    public JsonElement Json => JsonElement.Parse(Out);

    /// <summary>Expects an exit code; a surprise shows what was written.</summary>
    public CommandResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {exitCode} expected, {ExitCode} came.\n{Error}\n{Out}");
        return this;
    }
}
