namespace Vesalius.Learning.Training;

/// <summary>Where the time of an epoch went, in seconds of the wall clock.</summary>
public sealed record EpochTimes
{
    /// <summary>The network: forward, backward, and the change of the weights.</summary>
    public double Network { get; init; }

    /// <summary>Waiting for patches that were not drawn in time.</summary>
    public double Waiting { get; init; }

    /// <summary>Validation on whole scans.</summary>
    public double Validation { get; init; }

    /// <summary>The slowest step, waiting included.</summary>
    public double SlowestStep { get; init; }

    /// <summary>The times of an epoch with one more step.</summary>
    internal EpochTimes With(double waiting, double network) => this with
    {
        Waiting = Waiting + waiting,
        Network = Network + network,
        SlowestStep = Math.Max(SlowestStep, waiting + network),
    };
}
