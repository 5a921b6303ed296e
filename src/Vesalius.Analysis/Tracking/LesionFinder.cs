using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking;

/// <summary>Finds and measures the lesions of a visit: the connected parts of each label.</summary>
internal static class LesionFinder
{
    /// <summary>The lesions of a visit, the largest first.</summary>
    public static IReadOnlyList<LesionShape> Of(TrackingVisit visit, int number, TrackingOptions options)
    {
        MeasurementOptions measurement = options.Measurement;
        if (visit.Image is { } image)
        {
            visit.Labels.Grid.Expect(image.Grid, $"the scan of visit '{visit.Name}'");
        }

        var measure = new RegionMeasure(visit.Labels.Grid, visit.Image, measurement);
        return [.. Regions(visit.Labels, measurement)
            .Select(found => (found.Label, found.Region, Measured: measure.Region(found.Region)))
            .OrderByDescending(found => found.Measured.Voxels)
            .Select((found, i) => new LesionShape(
                new TrackedLesion(number, i + 1, found.Label, found.Measured, visit.PlaceInCommon(found.Measured.Centroid)),
                found.Region, visit, options.ToleranceMm))];
    }

    private static IEnumerable<(Label Label, LabelRegion Region)> Regions(LabelMap labels, MeasurementOptions options)
    {
        foreach ((int layer, Volume<ushort> voxels) in labels.Layers.Index())
        {
            foreach ((int value, VoxelBox box) in LabelBoxes.Of(voxels).OrderBy(pair => pair.Key))
            {
                if (value == labels.Table.NotAnnotatedValue || !(options.Labels?.Contains(value) ?? true))
                {
                    continue;
                }

                Label label = labels.Table.Find(value, layer) ?? new Label(value, $"label {value}", Rgb.ForLabel(value), layer);
                foreach (LabelRegion region in LesionSplit.Of(LabelRegion.Of(voxels, value, box), options.MinimumLesionVoxels))
                {
                    yield return (label, region);
                }
            }
        }
    }
}
