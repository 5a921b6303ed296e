using System.CommandLine;

namespace Vesalius.Cli.Hosting;

/// <summary>How a verb says what it does.</summary>
internal static class CommandExtensions
{
    /// <summary>Sets what the verb does: it gets its parsed command line, the host and the token that Ctrl-C cancels, and returns an exit code.</summary>
    public static Command Runs(this Command command, Func<ParseResult, Host, CancellationToken, int> run)
    {
        command.Action = new VerbAction(run);
        return command;
    }
}
