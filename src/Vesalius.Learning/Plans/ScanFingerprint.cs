using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>What one scan of a dataset is like.</summary>
public sealed record ScanFingerprint
{
    /// <summary>The case's name.</summary>
    public required string Id { get; init; }

    /// <summary>Voxels along each axis.</summary>
    public required Size3 Size { get; init; }

    /// <summary>
    /// Voxels along each axis of the box around all voxels that are not 0 in every channel; the whole scan where nothing else is said.
    /// </summary>
    public Size3 NonzeroSize
    {
        get => field == default ? Size : field;
        init;
    }

    /// <summary>Millimetres between voxel centres.</summary>
    public required Spacing Spacing { get; init; }

    /// <summary>2 for a planar image, 3 for a volume.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Per channel, what the intensities of the whole scan are like.</summary>
    public required IReadOnlyList<IntensityStatistics> Intensities { get; init; }

    /// <summary>Per channel, the part of the voxels that are exactly 0: large where something was cut out.</summary>
    public required IReadOnlyList<double> ZeroFractions { get; init; }

    /// <summary>Label values that nobody annotated in this scan.</summary>
    public IReadOnlyList<int> NotAnnotated { get; init; } = [];

    /// <summary>How many voxels each label value has in the mask; values without voxels are absent.</summary>
    public required IReadOnlyDictionary<int, long> LabelVoxels { get; init; }
}
