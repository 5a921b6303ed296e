using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>Why a plan is what it is, in sentences for people.</summary>
public static class PlanExplanation
{
    /// <summary>One sentence per decision, with the numbers of the dataset that it follows from.</summary>
    /// <param name="fingerprint">What the dataset is like.</param>
    /// <param name="plan">The plan made for it.</param>
    public static IReadOnlyList<string> Of(Fingerprint fingerprint, SegmentationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(plan);
        (Size3 median, Spacing spacing) = WorkingGridPlanner.Median(fingerprint, plan.WorkingGrid);
        return
        [
            $"{fingerprint.Scans.Count} scan(s) to learn from; {plan.Labels.Count} label(s): {string.Join(", ", plan.Labels.Select(label => $"{label.Name} ({label.Value})"))}.",
            .. Overlapping(plan),
            .. Lacking(fingerprint),
            Dimensions(fingerprint, plan),
            Grid(plan.WorkingGrid, median),
            .. plan.Channels.Zip(plan.Normalizations, Intensities),
            Patch(plan, median, spacing),
            $"The network has {plan.Network.Strides.Count} levels of {string.Join(", ", plan.Network.Features)} features; the patch has {Deepest(plan)} voxels on the deepest.",
            plan.MirrorAxes.Count == 0 ? "Patches are not mirrored: mirrored anatomy is wrong wherever a side matters." : $"Patches are mirrored along {string.Join(", ", plan.MirrorAxes)}, as asked for.",
        ];
    }

    /// <summary>A sentence where structures do not exclude each other, and one for those that few scans show.</summary>
    private static string[] Overlapping(SegmentationPlan plan) => plan.Outputs switch
    {
        OutputKind.Regions => ["They are regions that contain each other: each is learned for itself (sigmoid), and painted over those before it."],
        OutputKind.Overlapping => ["They overlap: each is learned for itself (sigmoid), and a voxel may belong to several or to none."],
        _ => [],
    };

    /// <summary>A sentence where structures were not annotated in all scans.</summary>
    private static string[] Lacking(Fingerprint fingerprint)
    {
        string[] counts =
        [
            .. from label in fingerprint.Labels
               let annotated = fingerprint.Scans.Count(scan => !scan.NotAnnotated.Contains(label.Value))
               where annotated < fingerprint.Scans.Count
               select $"{label.Name} in {annotated}",
        ];
        return counts.Length == 0 ? [] : [$"Annotated in some scans only: {string.Join(", ", counts)}; the others are not taken for scans without it."];
    }

    private static string Dimensions(Fingerprint fingerprint, SegmentationPlan plan) => (plan.Dimensions, fingerprint.Scans[0].Dimensions) switch
    {
        (2, 2) => "The network is 2-D because the images are planar.",
        (2, _) => "The network is 2-D and sees the volumes slice by slice.",
        _ => "The network is 3-D because the scans are volumes.",
    };

    private static string Grid(WorkingGrid grid, Size3 median) => grid switch
    {
        WorkingGrid.OfSpacing one => $"It works at {one.Spacing}, where the median scan has {median} voxels.",
        WorkingGrid.OfPlaneSpacing plane => $"It works at {plane.X:0.###}×{plane.Y:0.###} mm within slices, where the median scan has {median} voxels.",
        WorkingGrid.OfLongestSide side => $"Every image is brought to {side.Pixels} pixels along its longer side, because sizes differ or no spacing is known; the median image then has {median.X}×{median.Y}.",
        _ => $"It works on {grid}.",
    };

    private static string Intensities(string channel, Normalization normalization) => normalization switch
    {
        Normalization.FixedWindow window => $"{channel} means the same in every scan: it is clipped to {window.Low:0.#} … {window.High:0.#}, where 99 % of the structures' voxels lie, and scaled by their mean {window.Mean:0.#} and deviation {window.StandardDeviation:0.#}.",
        Normalization.Percentiles one => $"{channel} is clipped to its own percentiles {one.LowPercent:0.#} and {one.HighPercent:0.#}, then brought to mean 0 and deviation 1.",
        Normalization.ZScore { NonzeroOnly: true } => $"{channel} is brought to mean 0 and deviation 1, scan by scan, over the voxels that are not 0: the scans were cut out of their background.",
        Normalization.ZScore => $"{channel} is brought to mean 0 and deviation 1, scan by scan.",
        Normalization.UnitRange => $"{channel} is brought to 0 … 1, scan by scan.",
        Normalization.Divided divided => $"{channel} is divided by {divided.By:0.#}.",
        _ => $"{channel} is left as it is.",
    };

    private static string Patch(SegmentationPlan plan, Size3 median, Spacing spacing)
    {
        Size3 patch = plan.PatchSize;
        double seen = Enumerable.Range(0, plan.Dimensions).Aggregate(1.0, (part, axis) => part * Math.Min(1, (double)patch[axis] / median[axis]));
        string size = plan.WorkingGrid is WorkingGrid.OfLongestSide
            ? $"{patch.X}×{patch.Y} pixels"
            : $"{patch} voxels, {patch.X * spacing.X:0}×{patch.Y * spacing.Y:0}×{patch.Z * spacing.Z:0} mm";
        return $"It sees {size} at once: {(seen >= 1 ? "all" : $"{100 * seen:0.#} %")} of the median {(plan.Dimensions == 2 ? "image" : "scan")}.";
    }

    private static Size3 Deepest(SegmentationPlan plan)
    {
        int Along(int axis) => plan.Network.Strides.Aggregate(plan.PatchSize[axis], (length, stride) => length / stride[axis]);
        return new Size3(Along(0), Along(1), Along(2));
    }
}
