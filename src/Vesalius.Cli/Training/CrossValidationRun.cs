using Spectre.Console;
using Vesalius.Cli.Hosting;
using Vesalius.Learning;

namespace Vesalius.Cli.Training;

/// <summary>What <c>train --folds</c> does: one training after another, and the scores of all cases at the end.</summary>
internal static class CrossValidationRun
{
    /// <summary>Runs the folds that are not finished.</summary>
    /// <param name="request">What is asked of all folds together.</param>
    /// <param name="folds">How many.</param>
    /// <param name="host">Where progress is shown.</param>
    /// <param name="train">Trains one fold.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static int Run(TrainingRequest request, int folds, Host host, Action<TrainingJob> train, CancellationToken cancellation)
    {
        (CrossValidation validation, CrossValidationRecord record) = Train(request, folds, host, train, cancellation);
        host.WriteJson(new { Model = validation.Folder.Path, CrossValidation = record });
        Tell(host, validation, record);
        return ExitCode.Done;
    }

    /// <summary>The same, with the scores as a table but no JSON: for a cross-validation that is one of several.</summary>
    /// <inheritdoc cref="Run"/>
    public static void RunQuietly(TrainingRequest request, int folds, Host host, Action<TrainingJob> train, CancellationToken cancellation)
    {
        (CrossValidation validation, CrossValidationRecord record) = Train(request, folds, host, train, cancellation);
        Tell(host, validation, record);
    }

    private static (CrossValidation Validation, CrossValidationRecord Record) Train(
        TrainingRequest request, int folds, Host host, Action<TrainingJob> train, CancellationToken cancellation)
    {
        CrossValidation validation = host.Follow("reading scans", progress => CrossValidation.Open(request, folds, progress, cancellation));
        host.Say(TrainingWords.Memory(validation.Planned.Memory, request.Memory));
        for (int fold = 0; fold < folds; fold++)
        {
            if (validation.Open(fold, cancellation) is not { } job)
            {
                host.Say($"fold {fold + 1} of {folds}: finished before");
                continue;
            }

            host.Say($"fold {fold + 1} of {folds}: {TrainingWords.Describe(job)}");
            host.Follow("preparing scans", progress => job.Prepare(progress, cancellation));
            train(job);
            host.Follow("validating on whole scans", progress => job.Validate(progress, null, cancellation));
            validation.Keep(fold);
        }

        return (validation, validation.Finish());
    }

    private static void Tell(Host host, CrossValidation validation, CrossValidationRecord record)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("structure", "mean Dice", "SD", "95 % interval", "cases");
        foreach (CrossValidatedStructure one in record.Structures)
        {
            table.AddRow(Markup.Escape(one.Name), Number(one.Mean), Number(one.StandardDeviation), $"{Number(one.Lower)} … {Number(one.Upper)}", $"{one.Cases}");
        }

        host.Write(table);
        host.Write($"{validation.Folder.Path}: an ensemble of {validation.Folds} models, mean Dice {Number(record.MeanDice)} on cases that each had not seen");
    }

    private static string Number(double? value) => value is { } number ? $"{number:0.0000}" : "–";
}
