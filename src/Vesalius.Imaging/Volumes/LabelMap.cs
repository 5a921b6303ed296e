namespace Vesalius.Imaging;

/// <summary>
/// Which structure each voxel belongs to. One layer holds structures that exclude each other; structures that overlap lie in different
/// layers of the same grid.
/// </summary>
public sealed class LabelMap
{
    /// <summary>A label map of one layer.</summary>
    public LabelMap(Volume<ushort> voxels, LabelTable table)
        : this([voxels], table)
    {
    }

    /// <summary>A label map of one or more layers on one grid.</summary>
    /// <exception cref="ArgumentException">There is no layer, or the table names a layer that is not there.</exception>
    /// <exception cref="GridMismatchException">The layers lie on different grids.</exception>
    public LabelMap(IReadOnlyList<Volume<ushort>> layers, LabelTable table)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(table);
        if (layers.Count == 0 || layers.Count < table.LayerCount)
        {
            throw new ArgumentException($"The label table needs {table.LayerCount} layer(s); {layers.Count} came.", nameof(layers));
        }

        for (int i = 1; i < layers.Count; i++)
        {
            layers[0].Grid.Expect(layers[i].Grid, $"layer {i} of the label map");
        }

        Layers = layers;
        Table = table;
    }

    /// <summary>The voxels of each layer: 0 is background, other values are explained by <see cref="Table"/>.</summary>
    public IReadOnlyList<Volume<ushort>> Layers { get; }

    /// <summary>What the values mean.</summary>
    public LabelTable Table { get; }

    /// <summary>Where the voxels lie.</summary>
    public Grid Grid => Layers[0].Grid;

    /// <summary>Whether no two structures can overlap: there is a single layer.</summary>
    public bool IsFlat => Layers.Count == 1;

    /// <summary>The voxels of a map whose structures do not overlap.</summary>
    /// <exception cref="InvalidOperationException">The map has several layers.</exception>
    public Volume<ushort> Voxels => IsFlat
        ? Layers[0]
        : throw new InvalidOperationException($"This label map has {Layers.Count} overlapping layers; take its structures one by one with Mask.");

    /// <summary>The voxels of one structure.</summary>
    public Volume<bool> Mask(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        ushort value = (ushort)label.Value;
        return Layers[label.Layer].Map(voxel => voxel == value);
    }
}
