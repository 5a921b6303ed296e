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

    /// <summary>The voxels of one structure under its value, all others 0.</summary>
    public Volume<ushort> Only(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        ushort value = (ushort)label.Value;
        return Layers[label.Layer].Map(voxel => voxel == value ? value : (ushort)0);
    }

    /// <summary>
    /// A map of structures that may overlap, each in the first layer in which it meets no other: one layer where none overlap.
    /// </summary>
    /// <param name="grid">Where the voxels lie.</param>
    /// <param name="masks">The structures, each with a value of its own; their layers are chosen here. An empty mask is kept by its name.</param>
    /// <exception cref="ArgumentException">Two structures of a layer have the same value.</exception>
    /// <exception cref="GridMismatchException">A mask lies on another grid.</exception>
    public static LabelMap OfMasks(Grid grid, IEnumerable<(Label Label, Volume<bool> Mask)> masks)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(masks);
        var layers = new List<Volume<ushort>> { new(grid) };
        var labels = new List<Label>();
        foreach ((Label label, Volume<bool> mask) in masks)
        {
            grid.Expect(mask.Grid, $"the mask of {label.Name}");
            int layer = layers.FindIndex(one => !Meets(one, mask));
            if (layer < 0)
            {
                layer = layers.Count;
                layers.Add(new Volume<ushort>(grid));
            }

            Paint(layers[layer], mask, (ushort)label.Value);
            labels.Add(label with { Layer = layer });
        }

        return new LabelMap(layers, new LabelTable(labels));
    }

    /// <summary>
    /// The same structures under the values and colours of another table, matched by name (upper and lower case are alike). What that table
    /// does not name is left out; what it names and this map lacks is there without voxels.
    /// </summary>
    public LabelMap Renamed(LabelTable names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return OfMasks(Grid, names.Select(name =>
            (name, Table.FirstOrDefault(own => own.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase)) is { } own
                ? Mask(own) : new Volume<bool>(Grid))));
    }

    private static bool Meets(Volume<ushort> layer, Volume<bool> mask)
    {
        ReadOnlySpan<ushort> taken = layer.Voxels;
        ReadOnlySpan<bool> wanted = mask.Voxels;
        for (int i = 0; i < taken.Length; i++)
        {
            if (wanted[i] && taken[i] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Paint(Volume<ushort> layer, Volume<bool> mask, ushort value)
    {
        Span<ushort> voxels = layer.Voxels;
        ReadOnlySpan<bool> wanted = mask.Voxels;
        for (int i = 0; i < voxels.Length; i++)
        {
            if (wanted[i])
            {
                voxels[i] = value;
            }
        }
    }
}
