using Vesalius.Learning.Models.Checkpoints;

namespace Vesalius.Learning.Exchange;

/// <summary>What of an nnU-Net model is wanted.</summary>
public sealed record NnUnetImportOptions
{
    /// <summary>The configuration, such as "3d_fullres", where a folder or zip holds several models; null when there is one.</summary>
    public string? Configuration { get; init; }

    /// <summary>The folds, such as "0" or "all", whose scores are averaged; empty for every fold that is there.</summary>
    public IReadOnlyList<string> Folds { get; init; } = [];

    /// <summary>Which checkpoint of each fold: "final", "best" or "latest".</summary>
    public string Checkpoint { get; init; } = "final";

    /// <summary>How much a file may ask for.</summary>
    public CheckpointLimits Limits { get; init; } = new();
}
