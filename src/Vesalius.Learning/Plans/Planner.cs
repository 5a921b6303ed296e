using Vesalius.Imaging;
using Vesalius.Learning.Plans.NnUnet;

namespace Vesalius.Learning.Plans;

/// <summary>Turns what a dataset is like into the plan of a network for it, by rules (after Isensee et al., Nature Methods 18, 2021).</summary>
public static class Planner
{
    /// <summary>The plan for a dataset.</summary>
    /// <param name="fingerprint">What the dataset is like.</param>
    /// <param name="options">Wishes; null for none.</param>
    /// <exception cref="ArgumentException">The fingerprint has no scans, planar images are to be treated in 3-D, or planar images and volumes are mixed.</exception>
    public static SegmentationPlan Plan(Fingerprint fingerprint, PlannerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        options ??= new PlannerOptions();
        int dimensions = DimensionsOf(fingerprint, options);
        if (options.Preset is { } preset)
        {
            NnUnetPlans plans = NnUnetPlanner.Plan(fingerprint, preset);
            return NnUnetRecipe.SegmentationPlanOf(plans, plans.Chosen(options.Dimensions), fingerprint, options.MirrorAxes);
        }

        WorkingGrid grid = WorkingGridPlanner.Choose(fingerprint, options);
        (Size3 size, Spacing spacing) = WorkingGridPlanner.Median(fingerprint, grid);
        NetworkTopology topology = PatchPlanner.Choose(dimensions == 2 ? size with { Z = 1 } : size, spacing, dimensions, options);
        return new SegmentationPlan
        {
            Dimensions = dimensions,
            Channels = [.. Enumerable.Range(0, fingerprint.Channels.Count).Select(c => NormalizationPlanner.NameOf(fingerprint, c))],
            Labels = fingerprint.DistinctLabels,
            Outputs = fingerprint.Outputs,
            NotAnnotatedValue = fingerprint.NotAnnotatedValue,
            WorkingGrid = grid,
            Normalizations = [.. Enumerable.Range(0, fingerprint.Channels.Count).Select(c => NormalizationPlanner.Choose(fingerprint, c))],
            PatchSize = topology.PatchSize,
            Network = NetworkFor(topology, options),
            MirrorAxes = options.MirrorAxes,
        };
    }

    private static int DimensionsOf(Fingerprint fingerprint, PlannerOptions options)
    {
        int planar = fingerprint.Scans.Count(scan => scan.Dimensions == 2), all = fingerprint.Scans.Count;
        if (all == 0 || (planar > 0 && planar < all))
        {
            throw new ArgumentException(
                all == 0 ? "A plan needs at least one scan." : $"A dataset is of planar images or of volumes; {planar} of {all} scans are planar. Part them into two datasets.", nameof(fingerprint));
        }

        if (options.Dimensions is not (null or 2 or 3) || (options.Dimensions == 3 && planar > 0))
        {
            throw new ArgumentException($"A network has 2 dimensions, or 3 where the scans are volumes; {options.Dimensions} came for {(planar > 0 ? "planar images" : "volumes")}.", nameof(options));
        }

        // A stack of one or two slices has nothing to convolve along z.
        bool flat = planar > 0 || fingerprint.Scans.All(scan => scan.Size.Z <= 2);
        return options.Dimensions ?? (flat ? 2 : 3);
    }

    private static NetworkPlan NetworkFor(NetworkTopology topology, PlannerOptions options)
    {
        int levels = topology.Strides.Count;
        return new NetworkPlan
        {
            Features = [.. Enumerable.Range(0, levels).Select(level => (int)Math.Min(options.MaxFeatures, (long)options.Features << level))],
            Strides = topology.Strides,
            Kernels = topology.Kernels,
            EncoderBlocks = [.. Enumerable.Repeat(2, levels)],
            DecoderBlocks = [.. Enumerable.Repeat(2, levels - 1)],
            SupervisedLevels = Math.Max(1, Math.Min(3, levels - 2)),
        };
    }
}
