using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Measurement;

/// <summary>Measures every structure of a label map, and every lesion of it.</summary>
public static class Measurement
{
    /// <summary>
    /// Size, shape, place and intensity of each structure, in the order of the label table; values in the voxels that the table does not
    /// name come last, as "label N". Structures without voxels are listed with 0 voxels. Not-annotated voxels are no structure.
    /// </summary>
    /// <param name="labels">The structures.</param>
    /// <param name="image">The scan they were drawn on, for intensities; null for none.</param>
    /// <param name="options">The conventions; null for the defaults.</param>
    /// <param name="cancellation">Stops between structures.</param>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the labels.</exception>
    /// <exception cref="ArgumentException">The options ask for radiomic features, and there is no scan or the settings do not fit it.</exception>
    public static IReadOnlyList<StructureMeasurement> Of(
        LabelMap labels, Volume<float>? image = null, MeasurementOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (image is not null)
        {
            labels.Grid.Expect(image.Grid, "the scan");
        }

        options ??= new MeasurementOptions();
        if (options.Radiomics is not null && image is null)
        {
            throw new ArgumentException("Radiomic features were asked for without a scan. Give the scan the labels were drawn on.", nameof(image));
        }

        var measure = new RegionMeasure(labels.Grid, image, options);
        var results = new List<StructureMeasurement>();
        Dictionary<int, VoxelBox>[] boxes = [.. labels.Layers.Select(LabelBoxes.Of)];
        foreach (Label label in Structures(labels.Table, boxes).Where(label => options.Labels?.Contains(label.Value) ?? true))
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(boxes[label.Layer].TryGetValue(label.Value, out VoxelBox box)
                ? measure.Structure(label, LabelRegion.Of(labels.Layers[label.Layer], label.Value, box))
                : new StructureMeasurement(label, RegionMeasure.Nothing, []));
        }

        return results;
    }

    /// <summary>Measures one mask as a whole, without splitting it into lesions.</summary>
    /// <param name="mask">The voxels to measure.</param>
    /// <param name="image">The scan on the same grid, for intensities; null for none.</param>
    /// <param name="options">The conventions; null for the defaults.</param>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the mask.</exception>
    public static RegionMeasurement Of(Volume<bool> mask, Volume<float>? image = null, MeasurementOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var map = new LabelMap(mask.Map(set => set ? (ushort)1 : (ushort)0), LabelTable.Unnamed([1]));
        return Of(map, image, (options ?? new MeasurementOptions()) with { Lesions = false, Labels = null })[0].Whole;
    }

    private static IEnumerable<Label> Structures(LabelTable table, Dictionary<int, VoxelBox>[] boxes)
    {
        foreach (Label label in table.Where(label => label.Value != table.NotAnnotatedValue))
        {
            yield return label;
        }

        for (int layer = 0; layer < boxes.Length; layer++)
        {
            foreach (int value in boxes[layer].Keys.Order().Where(value => table.Find(value, layer) is null && value != table.NotAnnotatedValue))
            {
                yield return new Label(value, $"label {value}", Rgb.ForLabel(value), layer);
            }
        }
    }
}
