namespace Vesalius.Imaging.Operations;

/// <summary>
/// Rearranges the axes of a volume (swaps and mirrors them) so that they run in wanted anatomical directions. No value is changed, and every
/// voxel keeps its place in the patient: going there and back gives the same volume, bit for bit.
/// </summary>
public static class Reorientation
{
    /// <summary>The volume with its axes in the wanted directions; an oblique one stays oblique, with its axes as near to them as they can be.</summary>
    /// <param name="volume">Any volume. A 2-D image whose third axis would change becomes a volume of three dimensions.</param>
    /// <param name="axes">The wanted directions, such as <c>AnatomicalAxes.Parse("RAS")</c>.</param>
    public static Volume<T> To<T>(Volume<T> volume, AnatomicalAxes axes)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(volume);
        return AnatomicalAxes.Of(volume.Grid).To(axes).Of(volume);
    }

    /// <summary>The volume with its axes in the directions of a code such as "LPS" or "RAS".</summary>
    /// <exception cref="ArgumentException">The code is not an orientation.</exception>
    public static Volume<T> To<T>(Volume<T> volume, string axes)
        where T : unmanaged =>
        To(volume, AnatomicalAxes.Parse(axes));

    /// <summary>The label map with its axes in the wanted directions, layer by layer.</summary>
    public static LabelMap To(LabelMap labels, AnatomicalAxes axes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new LabelMap([.. labels.Layers.Select(layer => To(layer, axes))], labels.Table);
    }

    /// <summary>The label map with its axes in the directions of a code such as "LPS" or "RAS".</summary>
    /// <exception cref="ArgumentException">The code is not an orientation.</exception>
    public static LabelMap To(LabelMap labels, string axes) => To(labels, AnatomicalAxes.Parse(axes));
}
