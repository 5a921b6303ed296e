namespace Vesalius.Learning.Exchange;

/// <summary>Where an imported model came from: <c>import.json</c> of its folder.</summary>
public sealed record ImportRecord
{
    /// <summary>What was imported.</summary>
    public required string Source { get; init; }

    /// <summary>Which kind of model it is: "nnU-Net".</summary>
    public required string Kind { get; init; }

    /// <summary>The configuration, such as "3d_fullres".</summary>
    public required string Configuration { get; init; }

    /// <summary>The trainer that the checkpoint names; null where it names none.</summary>
    public string? Trainer { get; init; }

    /// <summary>The folds whose scores are averaged.</summary>
    public required IReadOnlyList<string> Folds { get; init; }

    /// <summary>SHA-256 of each fold's checkpoint.</summary>
    public required IReadOnlyList<string> Sha256 { get; init; }

    /// <summary>What is doubtful, for people.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
