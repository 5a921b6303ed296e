using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>import nnunet|totalsegmentator SOURCE MODEL</c>: take over a model that another program trained.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string> Source = new("source") { Description = "A folder of nnU-Net results, or a zip with one." };

    private static readonly Argument<string> Model = new("model") { Description = "The model folder to write." };

    private static readonly Option<string?> Configuration = new("--configuration") { Description = "The configuration, such as 3d_fullres, where there are several." };

    private static readonly Option<string?> Folds = new("--folds") { Description = "Folds separated by commas, such as 0,1,2 or all; every one that is there unless given." };

    private static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "final, best or latest.", DefaultValueFactory = _ => "final" };

    private static readonly Argument<string> Weights = new("source") { Description = "The folder with TotalSegmentator's weights: Dataset291_… and so on, or zips of them." };

    private static readonly Option<string?> Datasets =
        new("--datasets") { Description = "Data sets to join, such as 291,292; unless given those of 'total' where they are there, else all." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Checkpoint.AcceptOnlyFromAmong("final", "best", "latest");
        return new Command("import", "Take over a model that another program trained.")
        {
            new Command("nnunet", "A model that nnU-Net v2 trained: plans, weights of all folds, postprocessing.") { Source, Model, Configuration, Folds, Checkpoint }.Runs(Run),
            new Command("totalsegmentator", "The models of TotalSegmentator v2, joined.") { Weights, Model, Datasets, Folds, Checkpoint }.Runs(RunTotal),
        };
    }

    private static int RunTotal(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        string[] numbers = parsed.GetValue(Datasets)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        int[] datasets = [.. numbers.Select(text => int.TryParse(text, out int number) && number > 0 ? number
            : throw Failure.Usage($"--datasets takes numbers such as 291,292; '{text}' is none."))];
        var target = new ModelFolder(parsed.GetRequiredValue(Model));
        ImportRecord record = host.Follow("importing", progress => TotalSegmentatorImport.Run(
            parsed.GetRequiredValue(Weights), target, OptionsOf(parsed), datasets, progress, cancellation));
        return Tell(host, target, record);
    }

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        var target = new ModelFolder(parsed.GetRequiredValue(Model));
        NnUnetImportOptions options = OptionsOf(parsed) with { Configuration = parsed.GetValue(Configuration) };
        ImportRecord record = host.Follow("importing", progress => NnUnetImport.Run(
            parsed.GetRequiredValue(Source), target, options, progress, cancellation));
        return Tell(host, target, record);
    }

    private static NnUnetImportOptions OptionsOf(ParseResult parsed) => new()
    {
        Folds = parsed.GetValue(Folds)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Checkpoint = parsed.GetValue(Checkpoint)!,
    };

    private static int Tell(Host host, ModelFolder target, ImportRecord record)
    {
        foreach (string note in record.Notes)
        {
            host.Warn(note);
        }

        host.WriteJson(new { Model = target.Path, record.Kind, record.Configuration, record.Trainer, record.Folds, record.Notes });
        host.Write($"{target.Path}: {record.Configuration}, folds {string.Join(", ", record.Folds)}");
        return ExitCode.Done;
    }
}
