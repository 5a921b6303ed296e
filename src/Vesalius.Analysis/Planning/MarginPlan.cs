using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>
/// Where affected tissue ends and what lies beyond: margins of a target to everything around it, from surface to surface. The surfaces are
/// those that <see cref="ConstrainedSmoothing"/> finds in the labels, or that of a probability for the target.
/// </summary>
public sealed record MarginPlan
{
    /// <summary>The target.</summary>
    public required Label Target { get; init; }

    /// <summary>The target's surface.</summary>
    public required Mesh Surface { get; init; }

    /// <summary>The distances to structures, in the order asked for.</summary>
    public IReadOnlyList<StructureMargin> Structures { get; init; } = [];

    /// <summary>The depth below the organ's surface; null without an organ.</summary>
    public SurfaceMargin? Capsule { get; init; }

    /// <summary>The ablation; null without one.</summary>
    public AblationMargin? Ablation { get; init; }

    /// <summary>The resection of a specimen; null without one.</summary>
    public ResectionMargin? Resection { get; init; }

    /// <summary>The cut along a plane; null without one.</summary>
    public ResectionMargin? Plane { get; init; }

    /// <summary>The shell; null when none was asked for.</summary>
    public TargetShell? Shell { get; init; }

    /// <summary>How far either surface may be off by the voxels' size: half a voxel's diagonal, in mm. On average it is a tenth of a
    /// voxel.</summary>
    public double VoxelUncertaintyMm { get; init; }

    /// <summary>Half a voxel's diagonal for either surface and the displacement of the images, taken together as independent errors, in
    /// mm.</summary>
    public double UncertaintyMm { get; init; }

    /// <summary>The target's volume, in ml.</summary>
    public double VolumeMl => Surface.VolumeMm3 / 1000;

    /// <summary>
    /// The margin that decides: that of the ablation, else of the resection, else of the plane, else the least distance to a structure.
    /// Null when nothing was asked for.
    /// </summary>
    public SurfaceMargin? Decisive => Ablation?.Margin ?? Resection?.Margin ?? Plane?.Margin
        ?? Structures.Select(one => one.Margin).MinBy(margin => margin.Minimum?.Mm ?? double.PositiveInfinity) ?? Capsule;

    /// <summary>Plans on the labels.</summary>
    /// <param name="labels">The target and the structures, as many layers as they need.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">A structure has no voxel.</exception>
    public static MarginPlan Of(LabelMap labels, MarginOptions options, CancellationToken cancellation = default) =>
        Of(labels, options, null, cancellation);

    /// <summary>Plans with another surface of the target than that of its label: one of a <see cref="BoundaryBand"/>.</summary>
    /// <param name="labels">The structures; where the target has a label there, it is counted to the organ.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="target">The target's surface; that of its label when null.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">A structure has no voxel, or the surface no triangle.</exception>
    public static MarginPlan Of(LabelMap labels, MarginOptions options, Mesh? target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        if (target is { Triangles.Length: 0 })
        {
            throw new ArgumentException($"The surface of '{options.Target.Name}' has no triangle, so no margin can be measured.",
                nameof(target));
        }

        return new MarginPlanning(labels, options, target, cancellation).Plan();
    }
}
