using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange;

/// <summary>What the classes of an nnU-Net model stand for, from dataset.json.</summary>
/// <param name="Labels">In the order of the output classes, background left out; for regions in the order in which they are painted.</param>
/// <param name="Outputs">Classes that exclude each other, or regions.</param>
/// <param name="NotAnnotatedValue">The value of voxels that nobody annotated.</param>
/// <param name="Values">Every value of label files but 0 and that one, ascending: what the second stage of a cascade sees of the first.</param>
internal sealed record NnUnetLabels(IReadOnlyList<PlannedLabel> Labels, OutputKind Outputs, int? NotAnnotatedValue, IReadOnlyList<int> Values)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="Models.ModelException">They are not as nnU-Net wants them.</exception>
    public static NnUnetLabels Read(JsonPlace dataset)
    {
        JsonPlace labels = dataset["labels"];
        (string Name, JsonPlace Value)[] members = [.. labels.Members()];
        int? ignored = members.FirstOrDefault(one => one.Name == "ignore").Value?.Whole();
        (string Name, JsonPlace Value)[] meant = [.. members.Where(one => one.Name != "ignore")];
        bool areRegions = meant.Any(one => one.Value.IsList);
        int[] values = [.. meant.SelectMany(one => one.Value.IsList ? one.Value.Wholes() : [one.Value.Whole()]).Where(value => value != 0).Distinct().Order()];
        return areRegions
            ? new NnUnetLabels(Regions(dataset, meant), OutputKind.Regions, ignored, values)
            : new NnUnetLabels(Exclusive(labels, meant), OutputKind.Exclusive, ignored, values);
    }

    private static PlannedLabel[] Exclusive(JsonPlace labels, (string Name, JsonPlace Value)[] meant)
    {
        PlannedLabel[] ordered = [.. meant.Select(one => new PlannedLabel(one.Value.Whole(), one.Name)).OrderBy(label => label.Value)];
        bool isConsecutive = ordered.Index().All(one => one.Item.Value == one.Index);
        return isConsecutive && ordered.Length is > 1 and <= 4096 ? ordered[1..] : throw labels.Wrong("the values 0, 1, 2, … without gaps");
    }

    /// <summary>Class i is the i-th region of the file; <c>regions_class_order</c> says which value it paints.</summary>
    private static PlannedLabel[] Regions(JsonPlace dataset, (string Name, JsonPlace Value)[] meant)
    {
        JsonPlace order = dataset["regions_class_order"];
        int[] painted = order.Wholes();
        (string Name, JsonPlace Value)[] regions = [.. meant.Where(one => !IsBackground(one.Value))];
        return painted.Length == regions.Length && painted.Distinct().Count() == painted.Length && painted.All(value => value is > 0 and <= ushort.MaxValue)
            ? [.. regions.Select((region, i) => new PlannedLabel(painted[i], region.Name))]
            : throw order.Wrong($"{regions.Length} different values, one per region");
    }

    private static bool IsBackground(JsonPlace value) => value.IsList ? value.Wholes() is [0] : value.Whole() == 0;
}
