using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Postprocessing;

/// <summary>What a plan does to labels once they are on the scan's grid.</summary>
public static class PlannedSteps
{
    /// <summary>The labels after all steps of a plan, in its order. Without steps they are returned as they came.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="labels">Label values on the scan's grid.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Volume<ushort> Apply(SegmentationPlan plan, Volume<ushort> labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(labels);
        return (plan.Postprocessing ?? []).Aggregate(labels, (current, step) => KeepLargest(step, current, cancellation));
    }

    /// <summary>All but the largest part of the voxels with certain values become background. Parts hang together where they touch at all.</summary>
    private static Volume<ushort> KeepLargest(LargestPart step, Volume<ushort> labels, CancellationToken cancellation)
    {
        bool[] isMeant = new bool[ushort.MaxValue + 1];
        foreach (int value in step.Values)
        {
            isMeant[value] = true;
        }

        var parts = ConnectedComponents.Of(labels.Map(value => isMeant[value]), Connectivity.Vertices, cancellation);
        if (parts.Largest is not { } largest || parts.Parts.Count == 1)
        {
            return labels;
        }

        int kept = parts.Parts.ToList().IndexOf(largest) + 1;
        int[] numbers = parts.Labels.Array;
        ushort[] values = labels.Array;
        return new Volume<ushort>(labels.Grid, [.. values.Select((value, i) => numbers[i] == 0 || numbers[i] == kept ? value : (ushort)0)]);
    }
}
