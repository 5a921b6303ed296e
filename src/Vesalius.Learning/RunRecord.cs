namespace Vesalius.Learning;

/// <summary>What a model was made with and from.</summary>
public sealed record RunRecord
{
    /// <summary>The version of this library.</summary>
    public required string Vesalius { get; init; }

    /// <summary>The version of libtorch.</summary>
    public required string Torch { get; init; }

    /// <summary>The .NET runtime and the operating system.</summary>
    public required string Runtime { get; init; }

    /// <summary>The processor threads used.</summary>
    public required int Threads { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The dataset's folder.</summary>
    public required string Dataset { get; init; }

    /// <summary>SHA-256 of every scan and mask that was learned from or validated on, by path within the dataset.</summary>
    public required IReadOnlyDictionary<string, string> Sha256 { get; init; }

    /// <summary>Cases learned from.</summary>
    public required IReadOnlyList<string> Training { get; init; }

    /// <summary>Cases validated on.</summary>
    public required IReadOnlyList<string> Validation { get; init; }
}
