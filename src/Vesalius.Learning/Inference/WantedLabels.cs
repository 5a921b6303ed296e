using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Inference;

/// <summary>Some of a model's structures, by their names.</summary>
internal static class WantedLabels
{
    /// <summary>The labels of those names, whatever their case; all where no name is given.</summary>
    /// <exception cref="ArgumentException">The model knows no structure of one of the names; the message lists those it knows.</exception>
    public static IReadOnlyList<PlannedLabel> Of(SegmentationPlan plan, IReadOnlyList<string> names) => names.Count == 0
        ? plan.Labels
        : [.. names.Select(name => plan.Labels.FirstOrDefault(label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"The model has no structure '{name}'; it has {string.Join(", ", plan.Labels.Select(label => label.Name))}.", nameof(names)))];

    /// <summary>The map with nothing but those labels; the map itself where no name is given.</summary>
    public static LabelMap Only(LabelMap labels, SegmentationPlan plan, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return labels;
        }

        if (!labels.IsFlat)
        {
            Label[] kept = [.. labels.Table.Where(label => names.Contains(label.Name, StringComparer.OrdinalIgnoreCase))];
            return LabelMap.OfMasks(labels.Grid, kept.Select(label => (label, labels.Mask(label))));
        }

        HashSet<int> values = [.. Of(plan, names).Select(label => label.Value)];
        bool[] isWanted = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(values.Contains)];
        return new LabelMap(labels.Voxels.Map(value => isWanted[value] ? value : (ushort)0), labels.Table);
    }
}
