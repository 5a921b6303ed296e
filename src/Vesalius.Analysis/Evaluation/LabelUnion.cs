using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>A structure that is made of several labels, as the whole tumour of its parts; unions may overlap.</summary>
/// <param name="Name">What the structure is called.</param>
/// <param name="Labels">The label values that belong to it.</param>
public sealed record LabelUnion(string Name, IReadOnlyList<int> Labels)
{
    /// <summary>
    /// The unions of the BraTS 2023 challenges: the whole tumour, its core, and the enhancing part, of necrosis (1), oedema (2) and
    /// enhancing tumour (3).
    /// </summary>
    public static IReadOnlyList<LabelUnion> Brats2023 { get; } = [new("WT", [1, 2, 3]), new("TC", [1, 3]), new("ET", [3])];

    /// <summary>A label map of unions, numbered from 1 in their order, each in a layer of its own.</summary>
    /// <param name="map">The map whose labels they are made of.</param>
    /// <param name="unions">One union or more.</param>
    /// <exception cref="ArgumentException">
    /// There is no union, or the map sets a value aside for voxels that nobody annotated, which a union could not keep apart.
    /// </exception>
    public static LabelMap Of(LabelMap map, IReadOnlyList<LabelUnion> unions)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(unions);
        if (unions.Count == 0 || map.Table.NotAnnotatedValue is not null)
        {
            throw new ArgumentException(
                "Labels are joined into one structure or more, of maps without a value for voxels that nobody annotated. "
                + "Leave either the unions or that value out.",
                nameof(unions));
        }

        LabelTable colours = LabelTable.Named(unions.Select((union, i) => KeyValuePair.Create(i + 1, union.Name)));
        return new LabelMap(
            [.. unions.Select((union, i) => Layer(map, union, (ushort)(i + 1)))],
            new LabelTable(colours.Select((label, i) => label with { Layer = i })));
    }

    private static Volume<ushort> Layer(LabelMap map, LabelUnion union, ushort value)
    {
        var voxels = new Volume<ushort>(map.Grid);
        foreach (Volume<ushort> layer in map.Layers)
        {
            for (int i = 0; i < voxels.Array.Length; i++)
            {
                if (layer.Array[i] != 0 && union.Labels.Contains(layer.Array[i]))
                {
                    voxels.Array[i] = value;
                }
            }
        }

        return voxels;
    }
}
