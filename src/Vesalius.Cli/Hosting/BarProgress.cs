using Spectre.Console;

namespace Vesalius.Cli.Hosting;

/// <summary>Progress as a bar that moves on a terminal.</summary>
internal sealed class BarProgress(ProgressTask task, string name, TimeProvider time) : Progress
{
    private readonly long started = time.GetTimestamp();

    /// <summary>Runs work under a bar; messages written meanwhile appear above it.</summary>
    public static T Run<T>(IAnsiConsole messages, string name, TimeProvider time, Func<Progress, T> work) =>
        new Spectre.Console.Progress(messages)
            .Columns(new SpinnerColumn(Spinner.Known.Line), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn())
            .AutoClear(true)
            .Start(context => work(new BarProgress(context.AddTask(Markup.Escape(name), maxValue: 1), name, time)));

    /// <inheritdoc/>
    public override void Report(double fraction, params IReadOnlyList<string> columns)
    {
        TimeSpan? left = TimeLeft(fraction, time.GetElapsedTime(started));
        string[] parts = [name, .. columns, .. left is null ? [] : (string[])[$"{Say(left.Value)} left"]];
        task.IsIndeterminate = double.IsNaN(fraction);
        task.Description = Markup.Escape(string.Join("  ", parts));
        if (!double.IsNaN(fraction))
        {
            task.Value = Math.Clamp(fraction, 0, 1);
        }
    }
}
