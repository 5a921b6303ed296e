using Vesalius.Analysis.Tables;

namespace Vesalius.Analysis.Measurement;

/// <summary>Measurements as a table for spreadsheets and statistics: one row per structure (lesion 0) and one per lesion (1, 2, …).</summary>
public static class MeasurementTable
{
    private static readonly (string Name, Func<RegionMeasurement, object?> Value)[] Columns =
    [
        ("voxels", region => region.Voxels),
        ("volumeMl", region => region.VolumeMl),
        ("volumeWithoutShellMl", region => region.VolumeRange.WithoutShellMl),
        ("volumeWithShellMl", region => region.VolumeRange.WithShellMl),
        ("volumePartialVolumeSdMl", region => region.VolumeRange.PartialVolumeSdMl),
        ("meshVolumeMl", region => region.MeshVolumeMl),
        ("surfaceMm2", region => region.SurfaceMm2),
        ("sphericity", region => region.Sphericity),
        ("maximum3DDiameterMm", region => region.Maximum3DDiameterMm),
        ("longestAxialDiameterMm", region => region.SliceDiameters?.Longest.LengthMm),
        ("perpendicularAxialDiameterMm", region => region.SliceDiameters?.Perpendicular.LengthMm),
        ("slice", region => region.SliceDiameters?.Slice),
        ("majorAxisMm", region => region.Axes.MajorMm),
        ("minorAxisMm", region => region.Axes.MinorMm),
        ("leastAxisMm", region => region.Axes.LeastMm),
        ("elongation", region => region.Axes.Elongation),
        ("flatness", region => region.Axes.Flatness),
        ("centroidX", region => region.Centroid.X),
        ("centroidY", region => region.Centroid.Y),
        ("centroidZ", region => region.Centroid.Z),
        ("touchesBorder", region => region.TouchesBorder ? "true" : "false"),
        ("mean", region => region.Intensity?.Mean),
        ("standardDeviation", region => region.Intensity?.StandardDeviation),
        ("minimum", region => region.Intensity?.Minimum),
        ("percentile10", region => region.Intensity?.Percentile10),
        ("median", region => region.Intensity?.Median),
        ("percentile90", region => region.Intensity?.Percentile90),
        ("maximum", region => region.Intensity?.Maximum),
    ];

    /// <summary>The measurements as a table; radiomic features, where there are any, come last under their own names.</summary>
    public static CsvTable Of(IEnumerable<StructureMeasurement> structures)
    {
        ArgumentNullException.ThrowIfNull(structures);
        StructureMeasurement[] all = [.. structures];
        string[] features = [.. all.SelectMany(Regions).SelectMany(region => region.Radiomics?.Keys ?? []).Distinct()];
        var table = new CsvTable(["label", "name", "lesion", .. Columns.Select(column => column.Name), .. features]);
        foreach (StructureMeasurement structure in all)
        {
            foreach ((int lesion, RegionMeasurement region) in Regions(structure).Index())
            {
                IEnumerable<object?> values = features.Select(feature => (object?)region.Radiomics?.GetValueOrDefault(feature, double.NaN));
                table.Add([structure.Label.Value, structure.Label.Name, lesion, .. Columns.Select(column => column.Value(region)), .. values]);
            }
        }

        return table;
    }

    private static IEnumerable<RegionMeasurement> Regions(StructureMeasurement structure) => structure.Lesions.Prepend(structure.Whole);
}
