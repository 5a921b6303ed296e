using Vesalius.Imaging;
using Vesalius.Learning.Plans.NnUnet;

namespace Vesalius.Learning.Plans;

/// <summary>What may be asked of a planner; null and the defaults leave the choice to it.</summary>
public sealed record PlannerOptions
{
    /// <summary>Plan as nnU-Net does; features and patches are its own then. Null for the rules of this library.</summary>
    public NnUnetPreset? Preset { get; init; }

    /// <summary>2 or 3; null for 2 where the images are planar and 3 otherwise.</summary>
    public int? Dimensions { get; init; }

    /// <summary>The spacing at which volumes are worked on; null for what follows from those of the scans. Not for planar images or presets.</summary>
    public Spacing? Spacing { get; init; }

    /// <summary>Feature channels at full resolution; they double with every level.</summary>
    public int Features { get; init; } = 32;

    /// <summary>The most feature channels of a level.</summary>
    public int MaxFeatures { get; init; } = 256;

    /// <summary>The most voxels of a 3-D patch. 64³ by default, which two CPU cores can train.</summary>
    public int MaxPatchVoxels { get; init; } = 64 * 64 * 64;

    /// <summary>The most pixels of a 2-D patch. 256² by default.</summary>
    public int MaxPatchPixels { get; init; } = 256 * 256;

    /// <summary>The longer side, in pixels, to which films and photographs are brought.</summary>
    public int LongestSide { get; init; } = 256;

    /// <summary>
    /// Axes along which patches may be mirrored: "x", "y", "z". None by default, because mirrored anatomy is wrong anatomy wherever a
    /// side matters (left and right labels, the heart's side on a film, an atlas that runs from front to back).
    /// </summary>
    public IReadOnlyList<string> MirrorAxes { get; init; } = [];
}
