using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>export MODEL OUTPUT</c>: write a model's network as ONNX.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "A model folder." };

    private static readonly Argument<string> Output = new("output") { Description = "A file ending with .onnx; or a folder, which becomes a model that predicts through ONNX." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("export", "Write a model as ONNX.") { Model, Output }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        var model = new ModelFolder(parsed.GetRequiredValue(Model));
        string output = parsed.GetRequiredValue(Output);
        bool isFile = Path.GetExtension(output).Equals(".onnx", StringComparison.OrdinalIgnoreCase);
        if (isFile)
        {
            Failure.Writing(output, () => OnnxExport.Write(model, output));
        }
        else
        {
            OnnxExport.WriteFolder(model, new ModelFolder(output));
        }

        string written = isFile ? Path.GetFullPath(output) : new ModelFolder(output).OnnxPath;
        host.WriteJson(new { Model = model.Path, Output = written, Bytes = new FileInfo(written).Length });
        host.Write($"{written}: {new FileInfo(written).Length / 1e6:0.0} MB");
        return ExitCode.Done;
    }
}
