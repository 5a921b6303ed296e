using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Finds the structures for which two label maps have to be compared, and counts their overlaps.</summary>
internal sealed class LabelPairing(LabelMap reference, LabelMap prediction, EvaluationOptions options)
{
    private readonly LabelTable referenceTable = reference.Table, predictionTable = prediction.Table;

    /// <summary>One structure, its overlap, and the box that holds it, which is known where structures exclude each other.</summary>
    public readonly record struct Counted(int Label, string Name, Overlap Overlap, VoxelRange? Range = null);

    /// <summary>The label values that the reference says nobody annotated in this scan.</summary>
    public IReadOnlyList<int> NotAnnotated =>
        [.. referenceTable.Concat(predictionTable).Select(label => label.Value).Distinct().Where(IsNotAnnotated)];

    /// <summary>
    /// Counts every structure: in one pass over the voxels where structures exclude each other, by one mask each where they may overlap.
    /// </summary>
    public IReadOnlyList<Counted> Count(CancellationToken cancellation)
    {
        if (reference.IsFlat && prediction.IsFlat)
        {
            var counts = ConfusionCounts.Of(reference.Voxels, prediction.Voxels, referenceTable.NotAnnotatedValue, cancellation);
            return [.. Values(counts.Labels).Select(label => new Counted(label, NameOf(label), counts[label], counts.RangeOf(label)))];
        }

        return [.. Values([]).Select(label => new Counted(label, NameOf(label), OverlapOf(label, cancellation)))];
    }

    /// <summary>The two masks of one structure, cut to their common box; null when both are empty. May be asked from several threads.</summary>
    public MaskPair? Pair(Counted counted) => counted.Range switch
    {
        null => MaskPair.Of(Mask(reference, counted.Label), Mask(prediction, counted.Label)),
        { IsEmpty: true } => null,
        { } range => MaskPair.Of(reference.Voxels, prediction.Voxels, counted.Label, range, referenceTable.NotAnnotatedValue),
    };

    /// <summary>The voxels of a label value in whichever layer has it; empty when none has.</summary>
    public static Volume<bool> Mask(LabelMap map, int value) => map.Table.FirstOrDefault(label => label.Value == value) is { } known
        ? map.Mask(known)
        : map.Layers[0].Map(voxel => voxel == value);

    private Overlap OverlapOf(int label, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Overlap.Of(Mask(reference, label), Mask(prediction, label));
    }

    private IEnumerable<int> Values(IReadOnlyList<int> present)
    {
        var all = options.Labels ?? referenceTable.Concat(predictionTable).Select(label => label.Value).Concat(present);
        return all.Distinct().Where(label => label != referenceTable.NotAnnotatedValue && !IsNotAnnotated(label)).Order();
    }

    private bool IsNotAnnotated(int label) => referenceTable.NotAnnotated.Contains(NameOf(label));

    private string NameOf(int label)
    {
        string unnamed = $"label {label}";
        string?[] names = [NameIn(referenceTable, label), NameIn(predictionTable, label)];
        return names.FirstOrDefault(name => name is not null && name != unnamed) ?? unnamed;
    }

    private static string? NameIn(LabelTable table, int value) => table.FirstOrDefault(label => label.Value == value)?.Name;
}
