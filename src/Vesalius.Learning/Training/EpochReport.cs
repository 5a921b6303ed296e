namespace Vesalius.Learning.Training;

/// <summary>What one epoch of training came to: a line of the training log.</summary>
public sealed record EpochReport
{
    /// <summary>Counted from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The mean loss over the epoch's steps, without skipped ones; NaN when all were.</summary>
    public required double Loss { get; init; }

    /// <summary>Steps of the epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>The learning rate of its last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Time spent on training up to its end, over all runs, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The share of the budget used up at its end, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>The mean Dice over structures of whole validation scans on the working grid, where the epoch was followed by a validation.</summary>
    public double? ValidationDice { get; init; }

    /// <summary>Whether that was the best so far.</summary>
    public bool IsBest { get; init; }

    /// <summary>Steps that changed no weight, because their loss was no number.</summary>
    public IReadOnlyList<SkippedStep> Skipped { get; init; } = [];

    /// <summary>Where the epoch's time went.</summary>
    public EpochTimes Times { get; init; } = new();
}
