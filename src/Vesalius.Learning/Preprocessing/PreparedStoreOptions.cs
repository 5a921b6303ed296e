namespace Vesalius.Learning.Preprocessing;

/// <summary>Where prepared cases are kept.</summary>
public sealed record PreparedStoreOptions
{
    private readonly int atOnce = Environment.ProcessorCount;

    /// <summary>
    /// The folder for prepared cases, one file each; it is made if it is not there. What is found there from an earlier run is used again
    /// when scans, masks and plan are still the same. Null to keep all cases in memory and prepare them anew every time.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The most bytes of prepared cases to keep in memory; the others are read from <see cref="Folder"/> whenever they are asked for. 4 GB by default.</summary>
    public long MemoryBytes { get; init; } = 4L << 30;

    /// <summary>How many cases are prepared at once. Each takes a few times the memory of its scan meanwhile.</summary>
    public int AtOnce
    {
        get => atOnce;
        init => atOnce = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one case is prepared at a time.");
    }
}
