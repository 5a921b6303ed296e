namespace Vesalius.Cli.Hosting;

/// <summary>How far a piece of work is. Reporting is cheap and may come as often as one likes, from any thread.</summary>
internal abstract class Progress : IProgress<double>
{
    /// <summary>Reports the fraction done and what else is worth seeing.</summary>
    /// <param name="fraction">0 to 1. NaN when it is not known.</param>
    /// <param name="columns">Short text beside the bar: <c>epoch 12</c>, <c>loss 0.231</c>, <c>Dice 0.87</c>.</param>
    public abstract void Report(double fraction, params IReadOnlyList<string> columns);

    /// <inheritdoc/>
    void IProgress<double>.Report(double value) => Report(value);

    /// <summary>The time left when work goes on as it went so far; null when nothing can be said yet.</summary>
    protected static TimeSpan? TimeLeft(double fraction, TimeSpan elapsed) =>
        fraction is > 0.01 and < 1 && elapsed > TimeSpan.FromSeconds(2) ? elapsed * ((1 - fraction) / fraction) : null;

    /// <summary>A duration as people say it: <c>40 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    protected static string Say(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{time.TotalSeconds:0} s",
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };
}
