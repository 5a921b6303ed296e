using System.CommandLine;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Verbs;

/// <summary><c>convert INPUT OUTPUT</c>: between every readable and writable format.</summary>
internal static class ConvertVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var input = new Argument<string>("input") { Description = "The file to read." };
        var output = new Argument<string>("output") { Description = "The file to write; its ending decides the format." };
        return new Command("convert", "Write an image in another format; its geometry is kept.") { input, output }
            .Runs((parsed, host, cancellation) => throw new Failure(ExitCode.Failed, "convert waits for the file formats."));
    }
}
