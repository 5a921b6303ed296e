using System.CommandLine;
using System.CommandLine.Invocation;

namespace Vesalius.Cli.Hosting;

/// <summary>What a verb does once its command line has been understood. <see cref="CommandLine"/> runs it and gives it its host.</summary>
internal sealed class VerbAction(Func<ParseResult, Host, CancellationToken, int> run) : SynchronousCommandLineAction
{
    /// <summary>Runs the verb and returns its exit code.</summary>
    public int Invoke(ParseResult parsed, Host host, CancellationToken cancellation) => run(parsed, host, cancellation);

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult) =>
        throw new NotSupportedException("A verb runs with a host; see CommandLine.Run.");
}
