using Vesalius.Imaging;
using Vesalius.Imaging.Registration;

namespace Vesalius.Analysis.Tracking;

/// <summary>One visit of a patient: what was segmented, when, and how the patient lay.</summary>
/// <param name="Name">What the visit is called; unique among the visits of a patient.</param>
/// <param name="Labels">The segmented lesions, each label a kind of lesion.</param>
public sealed record TrackingVisit(string Name, LabelMap Labels)
{
    /// <summary>The day of the scan; null when it is not known, and then nothing is said about rates.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>From the frame of this visit to a frame common to all visits; by default they share one.</summary>
    public WorldTransform ToCommon { get; init; } = WorldTransform.Identity;

    /// <summary>
    /// How the body changed its shape since the common frame: where each point of that frame would lie there at this visit, before
    /// <see cref="ToCommon"/> is undone; null for not at all.
    /// </summary>
    public FreeFormDeformation? Deformation { get; init; }

    /// <summary>Where a point of this visit lies in the common frame (LPS+ mm).</summary>
    public WorldPoint PlaceInCommon(WorldPoint point)
    {
        WorldPoint placed = ToCommon.Apply(point);
        return Deformation?.ApplyInverse(placed) ?? placed;
    }

    /// <summary>The scan on the grid of the labels, for intensities; null for none.</summary>
    public Volume<float>? Image { get; init; }
}
