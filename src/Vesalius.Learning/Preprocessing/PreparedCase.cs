namespace Vesalius.Learning.Preprocessing;

/// <summary>A scan to learn from: its channels on the working grid, the class of every voxel, and where each class can be found.</summary>
public sealed class PreparedCase
{
    /// <summary>The class of voxels that nobody annotated: they take no part in the loss.</summary>
    public const byte NotAnnotated = 255;

    /// <summary>The most places that are kept per class.</summary>
    public const int MaxLocations = 10_000;

    /// <summary>A case over existing memory; the places of the classes are looked up here.</summary>
    /// <param name="id">The case's name.</param>
    /// <param name="scan">The prepared channels.</param>
    /// <param name="labels">The class of every voxel, shape [Z, Y, X]: 0 background, i for the plan's label i − 1, 255 not annotated.</param>
    /// <param name="classCount">The number of classes, background included.</param>
    /// <exception cref="ArgumentException">There is not one label per voxel.</exception>
    public PreparedCase(string id, PreparedScan scan, byte[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != scan.Grid.Size.Count)
        {
            throw new ArgumentException($"A scan of {scan.Grid.Size} needs {scan.Grid.Size.Count} labels; {labels.Length} came.", nameof(labels));
        }

        Id = id;
        Scan = scan;
        Labels = labels;
        ClassLocations = Preprocessing.ClassLocations.Of(labels, classCount, MaxLocations);
        PresentClasses = [.. Enumerable.Range(1, Math.Max(0, classCount - 1)).Where(one => ClassLocations[one].Count > 0)];
    }

    /// <summary>A case whose structures may overlap: each label stands for a combination of them.</summary>
    /// <param name="id">The case's name.</param>
    /// <param name="scan">The prepared channels.</param>
    /// <param name="coded">The combination of every voxel and what combinations stand for.</param>
    /// <exception cref="ArgumentException">There is not one label per voxel.</exception>
    public PreparedCase(string id, PreparedScan scan, RegionCodes coded)
        : this(id, scan, (coded ?? throw new ArgumentNullException(nameof(coded))).Codes, 0)
    {
        Combinations = coded.Combinations;
        ClassLocations = Preprocessing.ClassLocations.Of(coded, MaxLocations);
        PresentClasses = [.. Enumerable.Range(0, coded.RegionCount).Where(one => ClassLocations[one].Count > 0)];
    }

    /// <summary>
    /// For every label the structures that it stands for, as bits: bit i for the plan's label i. Null where structures exclude each other and
    /// a label is a class.
    /// </summary>
    public IReadOnlyList<ulong>? Combinations { get; }

    /// <summary>The case's name.</summary>
    public string Id { get; }

    /// <summary>The prepared channels.</summary>
    public PreparedScan Scan { get; }

    /// <summary>The class of every voxel, shape [Z, Y, X], x fastest. Shared, not copied.</summary>
    public byte[] Labels { get; }

    /// <summary>Per class, the places of some of its voxels (spread evenly, at most <see cref="MaxLocations"/>) as indices into <see cref="Labels"/>. Empty for background.
    /// For structures that may overlap the first is that of the plan's first label.</summary>
    public IReadOnlyList<IReadOnlyList<int>> ClassLocations { get; }

    /// <summary>The classes other than background that the case has voxels of; for structures that may overlap 0 is the plan's first label.</summary>
    public IReadOnlyList<int> PresentClasses { get; }

    /// <summary>
    /// The classes that nobody annotated in this case; their voxels are among those of background. Ascending. For structures that may overlap
    /// 0 is the plan's first label.
    /// </summary>
    public IReadOnlyList<int> NotAnnotatedClasses { get; init; } = [];

    /// <summary>The memory that the voxels and labels take, in bytes.</summary>
    public long ByteCount => (long)Scan.Voxels.Length * sizeof(float) + Labels.Length;
}
