namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Makes a label map of a stored image.</summary>
internal static class LabelMapReading
{
    /// <summary>The layers and their names. Names given by the caller win over the file's; values without a name are called "label N".</summary>
    public static LabelMap ReadLabels(this ImageSource source, StoredImage image, LabelTable? names)
    {
        if (image.Components > 1 && !image.IsLabelMap)
        {
            throw source.Error($"a label map has one value per voxel; this image has {image.Components}. Overlapping structures are read from a .seg.nrrd.");
        }

        Volume<ushort>[] layers = [.. Enumerable.Range(0, image.Components)
            .Select(layer => new Volume<ushort>(image.Grid, StoredLabels.Read(image, layer, source)))];
        LabelTable table = Complete(names ?? image.Labels ?? LabelTable.Empty, layers);
        return layers.Length >= table.LayerCount
            ? new LabelMap(layers, table)
            : throw source.Error($"the label names speak of {table.LayerCount} layers; the image has {layers.Length}.");
    }

    private static LabelTable Complete(LabelTable known, Volume<ushort>[] layers)
    {
        IEnumerable<Label> unnamed =
            from layer in Enumerable.Range(0, layers.Length)
            from value in StoredLabels.Present(layers[layer].Voxels)
            where known.Find(value, layer) is null && value != known.NotAnnotatedValue
            select new Label(value, $"label {value}", Rgb.ForLabel(value), layer);
        return new LabelTable([.. known, .. unnamed]) { NotAnnotatedValue = known.NotAnnotatedValue, NotAnnotated = known.NotAnnotated };
    }
}
