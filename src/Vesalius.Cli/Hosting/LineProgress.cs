using Spectre.Console;

namespace Vesalius.Cli.Hosting;

/// <summary>Progress for log files: a plain line every few seconds.</summary>
internal sealed class LineProgress(string name, IAnsiConsole messages, TimeProvider time) : Progress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock writing = new();
    private readonly long started = time.GetTimestamp();
    private long written = time.GetTimestamp();
    private string last = string.Empty;

    /// <inheritdoc/>
    public override void Report(double fraction, params IReadOnlyList<string> columns)
    {
        lock (writing)
        {
            last = string.Join(", ", columns);
            if (time.GetElapsedTime(written) < Interval)
            {
                return;
            }

            written = time.GetTimestamp();
            TimeSpan? left = TimeLeft(fraction, time.GetElapsedTime(started));
            string[] parts = [
                .. double.IsNaN(fraction) ? [] : (string[])[$"{fraction:P0}"],
                .. columns,
                .. left is null ? [] : (string[])[$"{Say(left.Value)} left"],
            ];
            Write($"{name}: {string.Join(", ", parts)}");
        }
    }

    /// <summary>Says that it is done and how long it took; short work is not worth a line.</summary>
    public void Finish()
    {
        TimeSpan elapsed = time.GetElapsedTime(started);
        if (elapsed >= Interval)
        {
            Write($"{name}: done in {Say(elapsed)}{(last.Length == 0 ? string.Empty : $" ({last})")}");
        }
    }

    private void Write(string line) => messages.Write(new Text(line + Environment.NewLine));
}
