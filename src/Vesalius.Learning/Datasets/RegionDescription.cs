using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Datasets;

/// <summary>
/// nnU-Net's way to say that structures contain each other: <c>"labels"</c> give lists of values, and <c>"regions_class_order"</c> the value
/// that each region paints, one over the other. Without an order regions are kept apart, as overlapping structures.
/// </summary>
internal static class RegionDescription
{
    /// <summary>Whether some label is a list of values.</summary>
    public static bool IsOne(JsonElement labels) =>
        labels.ValueKind == JsonValueKind.Object && labels.EnumerateObject().Any(label => label.Value.ValueKind == JsonValueKind.Array);

    /// <summary>The value of voxels that nobody annotated: that of the label "ignore".</summary>
    public static int? NotAnnotatedValue(JsonElement labels) => labels.EnumerateObject()
        .Where(label => label.Name.Equals("ignore", StringComparison.OrdinalIgnoreCase)).Select(label => (int?)label.Value.GetInt32()).FirstOrDefault();

    /// <summary>The description with its regions.</summary>
    /// <exception cref="FormatException">The order does not fit the regions.</exception>
    public static DatasetDescription Of(JsonElement root, JsonElement labels, DatasetDescription rest)
    {
        (string Name, int[] Values)[] meant =
        [
            .. from label in labels.EnumerateObject()
               where !label.Name.Equals("ignore", StringComparison.OrdinalIgnoreCase)
               let values = ValuesOf(label.Value)
               where values is not [0]
               select (label.Name, values),
        ];
        int[]? order = root.TryGetProperty("regions_class_order", out JsonElement painted) ? [.. painted.EnumerateArray().Select(one => one.GetInt32())] : null;
        if (order is not null && (order.Length != meant.Length || order.Distinct().Count() != order.Length || order.Any(value => value is < 1 or > ushort.MaxValue)))
        {
            throw new FormatException(
                $"regions_class_order gives each of {meant.Length} regions a value of its own; [{string.Join(", ", order)}] came.");
        }

        PlannedLabel[] regions = [.. meant.Select((one, i) => new PlannedLabel(order?[i] ?? i + 1, one.Name) { Parts = one.Values })];
        return rest with
        {
            Regions = regions,
            Outputs = order is null ? OutputKind.Overlapping : OutputKind.Regions,
            LabelsAreComplete = true,
            Labels = new LabelTable(LabelTable.Named(regions.Select(one => KeyValuePair.Create(one.Value, one.Name))))
            {
                NotAnnotatedValue = rest.Labels.NotAnnotatedValue,
            },
        };
    }

    private static int[] ValuesOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(one => one.GetInt32())] : [value.GetInt32()];
}
