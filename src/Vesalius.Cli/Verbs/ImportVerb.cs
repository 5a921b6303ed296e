using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>import nnunet SOURCE MODEL</c>: take over a model that another program trained.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string> Source = new("source") { Description = "A folder of nnU-Net results, or a zip with one." };

    private static readonly Argument<string> Model = new("model") { Description = "The model folder to write." };

    private static readonly Option<string?> Configuration = new("--configuration") { Description = "The configuration, such as 3d_fullres, where there are several." };

    private static readonly Option<string?> Folds = new("--folds") { Description = "Folds separated by commas, such as 0,1,2 or all; every one that is there unless given." };

    private static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "final, best or latest.", DefaultValueFactory = _ => "final" };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Checkpoint.AcceptOnlyFromAmong("final", "best", "latest");
        return new Command("import", "Take over a model that another program trained.")
        {
            new Command("nnunet", "A model that nnU-Net v2 trained: plans, weights of all folds, postprocessing.") { Source, Model, Configuration, Folds, Checkpoint }.Runs(Run),
        };
    }

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        var target = new ModelFolder(parsed.GetRequiredValue(Model));
        var options = new NnUnetImportOptions
        {
            Configuration = parsed.GetValue(Configuration),
            Folds = parsed.GetValue(Folds)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Checkpoint = parsed.GetValue(Checkpoint)!,
        };
        ImportRecord record = host.Follow("importing", progress => NnUnetImport.Run(
            parsed.GetRequiredValue(Source), target, options, progress, cancellation));
        foreach (string note in record.Notes)
        {
            host.Warn(note);
        }

        host.WriteJson(new { Model = target.Path, record.Kind, record.Configuration, record.Trainer, record.Folds, record.Notes });
        host.Write($"{target.Path}: {record.Configuration}, folds {string.Join(", ", record.Folds)}");
        return ExitCode.Done;
    }
}
