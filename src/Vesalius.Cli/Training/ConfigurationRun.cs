using Spectre.Console;
using Vesalius.Cli.Hosting;
using Vesalius.Learning;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Training;

/// <summary>What <c>train --find-best</c> does: every configuration in turn, and the best of them as the model.</summary>
internal static class ConfigurationRun
{
    /// <summary>Trains the configurations that are not finished, and keeps the best of all.</summary>
    /// <param name="request">What is asked of all together.</param>
    /// <param name="folds">Over how many folds each is cross-validated; null for the dataset's split.</param>
    /// <param name="host">Where progress is shown.</param>
    /// <param name="train">Trains one network.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static int Run(TrainingRequest request, int? folds, Host host, Action<TrainingJob> train, CancellationToken cancellation)
    {
        ConfigurationSearch search = host.Follow("reading scans", progress => ConfigurationSearch.Open(request, folds, progress, cancellation));
        foreach (PlannedConfiguration one in search.Configurations)
        {
            string coarse = one.Spacing is { } spacing ? $" at {spacing}" : string.Empty;
            if (search.RequestFor(one) is not { } own)
            {
                host.Say($"{one.Name}{coarse}: finished before");
                continue;
            }

            host.Say($"{one.Name}{coarse}");
            if (folds is { } count)
            {
                CrossValidationRun.RunQuietly(own, count, host, train, cancellation);
            }
            else
            {
                RunOne(own, host, train, cancellation);
            }
        }

        Tell(host, search, search.Finish());
        return ExitCode.Done;
    }

    private static void RunOne(TrainingRequest request, Host host, Action<TrainingJob> train, CancellationToken cancellation)
    {
        TrainingJob job = TrainingJob.Open(request, null, cancellation);
        host.Say(TrainingWords.Describe(job));
        host.Say(TrainingWords.Memory(job.Planned.Memory, request.Memory));
        host.Follow("preparing scans", progress => job.Prepare(progress, cancellation));
        train(job);
        host.Follow("validating on whole scans", progress => job.Validate(progress, null, cancellation));
    }

    private static void Tell(Host host, ConfigurationSearch search, ConfigurationRecord record)
    {
        host.WriteJson(new { Model = search.Folder.Path, Configurations = record });
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("configuration", "spacing", "mean Dice", string.Empty);
        foreach (ConfigurationScore one in record.Configurations)
        {
            table.AddRow(
                one.Configuration.Name, one.Configuration.Spacing?.ToString() ?? "of the scans", one.MeanDice is { } dice ? $"{dice:0.0000}" : "–",
                one.Configuration.Name == record.Chosen ? "kept" : string.Empty);
        }

        host.Write(table);
        host.Write($"{search.Folder.Path}: {record.Chosen}, the best on {(record.Folds is { } n ? $"cases held out in {n} folds" : "the validation cases")}; "
            + "its score is a little too good, because it was chosen by it");
    }
}
