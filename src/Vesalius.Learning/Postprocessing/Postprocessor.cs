using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Learning.Postprocessing;

/// <summary>
/// What is corrected in a segmentation after the network, step by step; kept as postprocessing.json in the model folder.
/// </summary>
public sealed record Postprocessor
{
    /// <summary>Corrects nothing.</summary>
    public static Postprocessor None { get; } = new();

    /// <summary>The corrections, applied in this order.</summary>
    public IReadOnlyList<LabelCleanup> Cleanups { get; init; } = [];

    /// <summary>On how many cases it was chosen.</summary>
    public int Cases { get; init; }

    /// <summary>The mean Dice over the corrected structures without it, on those cases; null where none is corrected.</summary>
    public double? DiceBefore { get; init; }

    /// <summary>
    /// The mean Dice with it, each case corrected by what the others alone would have chosen; null where none is corrected.
    /// </summary>
    public double? DiceAfter { get; init; }

    /// <summary>The corrected segmentation. Voxels of other structures are never taken; what is removed becomes background.</summary>
    /// <param name="labels">A segmentation of one layer.</param>
    /// <param name="cancellation">Stops between two structures.</param>
    public LabelMap Apply(LabelMap labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (Cleanups.Count == 0)
        {
            return labels;
        }

        var corrected = new Volume<ushort>(labels.Grid, [.. labels.Voxels.Voxels]);
        foreach (LabelCleanup cleanup in Cleanups)
        {
            cancellation.ThrowIfCancellationRequested();
            if (LabelBox.Of(corrected, cleanup.Values) is { } box)
            {
                CorrectInPlace(box.Voxels, cleanup, cancellation);
                box.WriteTo(corrected);
            }
        }

        return new LabelMap(corrected, labels.Table);
    }

    /// <summary>
    /// The corrected segmentation, every structure by itself as if there were no other: for structures that may overlap.
    /// </summary>
    /// <param name="labels">A segmentation of any number of layers.</param>
    /// <param name="cancellation">Stops between two structures.</param>
    public LabelMap ApplyToEach(LabelMap labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Cleanups.Count == 0 ? labels : LabelMap.OfMasks(labels.Grid, labels.Table.Select(label =>
        {
            var alone = new LabelMap(labels.Only(label), new LabelTable([label with { Layer = 0 }]));
            var own = this with { Cleanups = [.. Cleanups.Where(one => one.Label == label.Value)] };
            return (label, own.Apply(alone, cancellation).Voxels.Map(voxel => voxel != 0));
        }));
    }

    private static void CorrectInPlace(Volume<ushort> voxels, LabelCleanup cleanup, CancellationToken cancellation)
    {
        bool[] isMeant = new bool[ushort.MaxValue + 1];
        foreach (ushort one in cleanup.Values)
        {
            isMeant[one] = true;
        }

        ConnectedComponents parts =
            ConnectedComponents.Of(cleanup.Filled(voxels.Map(one => isMeant[one]), cancellation), cancellation: cancellation);
        bool[] kept = cleanup.Kept(parts);
        ReadOnlySpan<int> partOf = parts.Labels.Voxels;
        Span<ushort> all = voxels.Voxels;
        for (int i = 0; i < all.Length; i++)
        {
            if (isMeant[all[i]] || all[i] == 0)
            {
                // What was a hole belongs to the first.
                all[i] = !kept[partOf[i]] ? (ushort)0 : all[i] == 0 ? (ushort)cleanup.Label : all[i];
            }
        }
    }
}
