using System.Text.Json.Serialization;
using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>One of several ways to learn from the same dataset, of which the best on cases not learned from is kept.</summary>
/// <param name="Name">What it is called: <c>2d</c>, <c>3d</c> or <c>3d_lowres</c>.</param>
/// <param name="Dimensions">2 or 3.</param>
public sealed record PlannedConfiguration(string Name, int Dimensions)
{
    /// <summary>Below this share of the median scan a patch is too small to see where in the body it is (nnU-Net: a quarter).</summary>
    private const double EnoughSeen = 0.25;

    /// <summary>A coarse grid with more than half of the voxels of the full one would be nearly the same.</summary>
    private const double WorthwhileRatio = 2;

    private const double Step = 1.03, MuchFiner = 2;
    private const int MostSteps = 200;

    /// <summary>The coarser spacing at which it works; null for that of the scans.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Spacing? Spacing { get; init; }

    /// <summary>
    /// The ways that are worth a trial, the simplest first: slice by slice, in 3-D, and, where the patch shows less than a quarter of the
    /// median scan, in 3-D at a spacing at which it shows that much. Planar images and stacks of one or two slices have one.
    /// </summary>
    /// <param name="fingerprint">What the dataset is like.</param>
    /// <param name="options">Wishes; dimensions and spacing are chosen here.</param>
    public static IReadOnlyList<PlannedConfiguration> Of(Fingerprint fingerprint, PlannerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Dimensions = null, Spacing = null };
        if (Planner.Plan(fingerprint, options).Dimensions == 2)
        {
            return [new("2d", 2)];
        }

        options = options with { Dimensions = 3 };
        Spacing? coarse = Coarse(fingerprint, options);
        return [new("2d", 2), new("3d", 3), .. coarse is null ? [] : (PlannedConfiguration[])[new("3d_lowres", 3) { Spacing = coarse }]];
    }

    /// <summary>These wishes, for a plan of this configuration.</summary>
    public PlannerOptions Wishes(PlannerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Dimensions = Dimensions, Spacing = Spacing };
    }

    /// <summary>
    /// The finest spacing at which a patch shows enough, in steps of 3 %: axes that are more than twice as fine as the coarsest come first.
    /// Null where the full resolution shows enough, or the coarse grid would be little coarser.
    /// </summary>
    private static Spacing? Coarse(Fingerprint fingerprint, PlannerOptions options)
    {
        SegmentationPlan plan = Planner.Plan(fingerprint, options);
        if (plan.WorkingGrid is not WorkingGrid.OfSpacing { Spacing: var spacing } || Seen(fingerprint, plan) >= EnoughSeen)
        {
            return null;
        }

        long full = WorkingGridPlanner.Median(fingerprint, plan.WorkingGrid).Size.Count;
        for (int step = 0; step < MostSteps && Seen(fingerprint, plan) < EnoughSeen; step++)
        {
            spacing = Coarser(spacing);
            plan = Planner.Plan(fingerprint, options with { Spacing = spacing });
        }

        return full >= WorthwhileRatio * WorkingGridPlanner.Median(fingerprint, plan.WorkingGrid).Size.Count ? spacing : null;
    }

    private static Spacing Coarser(Spacing spacing)
    {
        double coarsest = Math.Max(spacing.X, Math.Max(spacing.Y, spacing.Z));
        bool uneven = Enumerable.Range(0, 3).Any(axis => coarsest / spacing[axis] > MuchFiner);
        double Along(int axis) => spacing[axis] * (!uneven || coarsest / spacing[axis] > MuchFiner ? Step : 1);
        return new Spacing(Along(0), Along(1), Along(2));
    }

    private static double Seen(Fingerprint fingerprint, SegmentationPlan plan) =>
        (double)plan.PatchSize.Count / WorkingGridPlanner.Median(fingerprint, plan.WorkingGrid).Size.Count;
}
