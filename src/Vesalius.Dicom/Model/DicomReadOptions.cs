namespace Vesalius.Dicom;

/// <summary>What a reader reads, and what it may take before it refuses a file.</summary>
public sealed record DicomReadOptions
{
    /// <summary>The whole data set, within limits that real files do not reach.</summary>
    public static DicomReadOptions Default { get; } = new();

    /// <summary>The data set up to its pixels, which can be read all the same: quicker for many files.</summary>
    public static DicomReadOptions Header { get; } = new() { StopsAtPixels = true };

    /// <summary>Whether reading ends with the pixel data; what comes after them (padding, signatures) is left out.</summary>
    public bool StopsAtPixels { get; init; }

    /// <summary>The most elements in one file, those in sequences included.</summary>
    public int MaxElements { get; init; } = 1_000_000;

    /// <summary>The most sequences inside each other.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most bytes that a deflated data set may have when it is inflated.</summary>
    public long MaxInflatedBytes { get; init; } = 1L << 31;
}
