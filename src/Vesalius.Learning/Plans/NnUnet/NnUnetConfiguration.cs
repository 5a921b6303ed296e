using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>
/// One network of nnU-Net's plans. Axes are the network's: z is the axis of the coarsest spacing, whichever that is in the scan (see
/// <see cref="NnUnetPlans.AxisOf"/>); for 2-D networks z is the axis that slices follow each other along, its size 1 and its spacing 1 mm.
/// </summary>
public sealed record NnUnetConfiguration
{
    /// <summary>"2d", "3d_fullres" or "3d_lowres".</summary>
    public required string Name { get; init; }

    /// <summary>2 or 3.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Millimetres between voxels after resampling.</summary>
    public required Spacing Spacing { get; init; }

    /// <summary>The median size (x, y, z) of the resampled scans; it may end in a half.</summary>
    public required IReadOnlyList<double> MedianSize { get; init; }

    /// <summary>What the network sees at once.</summary>
    public required Size3 PatchSize { get; init; }

    /// <summary>Patches per step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Whether soft Dice is taken over the batch as one, rather than patch by patch.</summary>
    public bool IsBatchDice { get; init; }

    /// <summary>The network.</summary>
    public required NetworkPlan Network { get; init; }

    /// <summary>The outputs of all its convolutions for one patch: nnU-Net's measure of memory.</summary>
    public required long FeatureMapSize { get; init; }
}
