using System.CommandLine;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Verbs;

/// <summary><c>inspect PATH…</c>: what is in these files and folders.</summary>
internal static class InspectVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
        return new Command("inspect", "What is in these files and folders.") { paths }
            .Runs((parsed, host, cancellation) => throw new Failure(ExitCode.Failed, "inspect waits for the file formats."));
    }
}
