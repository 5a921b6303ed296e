using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Learning.Datasets;

/// <summary>One scan of a dataset with its mask: where the files are, and what the case is used for.</summary>
public sealed record DatasetCase
{
    /// <summary>The name that the scan and the mask share.</summary>
    public required string Id { get; init; }

    /// <summary>What the case has in common with others, such as the patient: cases of one group are never parted. The id itself where nothing is known.</summary>
    public required string Group { get; init; }

    /// <summary>What the case is used for.</summary>
    public DatasetSplit Split { get; init; }

    /// <summary>The image files: one per channel, or a single one that holds all channels.</summary>
    public required IReadOnlyList<string> ImagePaths { get; init; }

    /// <summary>The mask file, or the folder of masks.</summary>
    public required string LabelPath { get; init; }

    /// <summary>Label values that nobody annotated in this case: their absence from the mask says nothing of the patient.</summary>
    public IReadOnlyList<int> NotAnnotated { get; init; } = [];

    /// <summary>Whether structures are told by their names (a folder of masks, layers) rather than by their values.</summary>
    public bool HasNamedStructures { get; init; }

    /// <summary>Every file of the mask.</summary>
    public IReadOnlyList<string> LabelFiles => IsFolder ? [.. StructureFolder.MasksIn(LabelPath).Values] : [LabelPath];

    /// <summary>How many channels the scan has; more than <see cref="ImagePaths"/> when one file holds several.</summary>
    public int ChannelCount { get; init; } = 1;

    /// <summary>The scan's files.</summary>
    public ScanFiles Scan => new(Id, ImagePaths, ChannelCount);

    /// <inheritdoc cref="ScanFiles.Read"/>
    public IReadOnlyList<Volume<float>> ReadImage() => Scan.Read();

    /// <summary>Reads the mask and checks that it lies on the scan's grid.</summary>
    /// <param name="image">The grid of the scan.</param>
    /// <param name="names">What the values mean, where it is known; structures told by name get its values, and others are left out.</param>
    /// <exception cref="DatasetException">The mask lies on another grid than the scan.</exception>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    public LabelMap ReadLabels(Grid image, LabelTable? names = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        LabelTable? known = names is { Count: 0, NotAnnotatedValue: null } ? null : names;
        LabelMap labels = IsFolder ? StructureFolder.Read(LabelPath, known, image)
            : HasNamedStructures && known is not null ? VolumeFile.ReadLabels(LabelPath).Renamed(known)
            : VolumeFile.ReadLabels(LabelPath, known);
        ScanFiles.ExpectGrid(image, labels.Grid, $"the mask {LabelPath} of the image {ImagePaths[0]}");
        return NotAnnotated.Count == 0 ? labels : new LabelMap(labels.Layers, Lacking(labels.Table));
    }

    private bool IsFolder => HasNamedStructures && Directory.Exists(LabelPath) && !VolumeFile.IsImageFolder(LabelPath);

    /// <summary>The table with the structures that nobody annotated here.</summary>
    private LabelTable Lacking(LabelTable table) => new(table)
    {
        NotAnnotatedValue = table.NotAnnotatedValue,
        NotAnnotated = [.. table.NotAnnotated, .. NotAnnotated.Select(value => table.Find(value)?.Name ?? $"label {value}")],
    };
}
