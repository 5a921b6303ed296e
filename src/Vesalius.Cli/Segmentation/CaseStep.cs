using Vesalius.Learning.Cases;

namespace Vesalius.Cli.Segmentation;

/// <summary>A scan on its way through the stages: what the last one made of it, or how it ended before.</summary>
/// <typeparam name="T">What the stage makes.</typeparam>
/// <param name="Job">The scan.</param>
/// <param name="Identity">What decides its segmentation; null without a record.</param>
/// <param name="Seconds">How long it was worked on so far; waiting for other scans does not count.</param>
internal sealed record CaseStep<T>(ScanJob Job, CaseIdentity? Identity, double Seconds)
    where T : class
{
    /// <summary>What was made; null where it ended before.</summary>
    public T? Made { get; init; }

    /// <summary>How it ended; null where it goes on.</summary>
    public CaseOutcome? Ended { get; init; }
}
