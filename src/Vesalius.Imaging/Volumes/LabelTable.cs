using System.Collections;

namespace Vesalius.Imaging;

/// <summary>
/// What the values of a label map mean. Value 0 is background and is not listed. A value may be set aside for voxels that nobody annotated
/// (excluded from learning and from scores), and structures may be listed that were not annotated in this scan at all, which is not the
/// same as being absent from the patient.
/// </summary>
public sealed class LabelTable : IReadOnlyList<Label>
{
    private readonly Label[] labels;

    /// <summary>A table of the given structures.</summary>
    /// <exception cref="ArgumentException">A value is outside 1 to 65,535, or stands twice in one layer.</exception>
    public LabelTable(IEnumerable<Label> labels)
    {
        this.labels = [.. labels.OrderBy(label => label.Layer).ThenBy(label => label.Value)];
        foreach (Label label in this.labels)
        {
            if (label.Value is < 1 or > ushort.MaxValue)
            {
                throw new ArgumentException($"A label value lies between 1 and 65535; '{label.Name}' has {label.Value}.", nameof(labels));
            }
        }

        if (this.labels.GroupBy(label => (label.Layer, label.Value)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Label value {twice.Key.Value} stands for both '{twice.First().Name}' and '{twice.Last().Name}'.", nameof(labels));
        }
    }

    /// <summary>A table without structures.</summary>
    public static LabelTable Empty { get; } = new([]);

    /// <summary>The value of voxels that nobody annotated, or null when every voxel is.</summary>
    public int? NotAnnotatedValue { get; init; }

    /// <summary>Names of structures that were not annotated in this scan: their absence from the voxels says nothing about the patient.</summary>
    public IReadOnlyList<string> NotAnnotated { get; init; } = [];

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <summary>How many layers the structures are spread over; at least 1.</summary>
    public int LayerCount => labels.Length == 0 ? 1 : labels.Max(label => label.Layer) + 1;

    /// <inheritdoc/>
    public Label this[int index] => labels[index];

    /// <summary>Names for values: <c>1 → "anterior"</c>, with colours chosen by value.</summary>
    public static LabelTable Named(IEnumerable<KeyValuePair<int, string>> names) =>
        new(names.Select(pair => new Label(pair.Key, pair.Value, Rgb.ForLabel(pair.Key))));

    /// <summary>Labels called "label 1", "label 2", … for values whose names are not known.</summary>
    public static LabelTable Unnamed(IEnumerable<int> values) =>
        Named(values.Select(value => KeyValuePair.Create(value, $"label {value}")));

    /// <summary>The structure with a given value, or null.</summary>
    public Label? Find(int value, int layer = 0) => labels.FirstOrDefault(label => label.Value == value && label.Layer == layer);

    /// <inheritdoc/>
    public IEnumerator<Label> GetEnumerator() => labels.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => labels.GetEnumerator();
}
