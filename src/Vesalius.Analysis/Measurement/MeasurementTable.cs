using System.Globalization;

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

    /// <summary>Writes the table as CSV (RFC 4180, point as decimal mark, full precision, undefined values empty).</summary>
    public static void WriteCsv(TextWriter writer, IEnumerable<StructureMeasurement> structures)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(structures);
        WriteLine(writer, ["label", "name", "lesion", .. Columns.Select(column => column.Name)]);
        foreach (StructureMeasurement structure in structures)
        {
            WriteRow(writer, structure, 0, structure.Whole);
            for (int i = 0; i < structure.Lesions.Count; i++)
            {
                WriteRow(writer, structure, i + 1, structure.Lesions[i]);
            }
        }
    }

    /// <summary>Writes the table to a file; it appears under its name when it is whole.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteCsv(string path, IEnumerable<StructureMeasurement> structures)
    {
        ArgumentNullException.ThrowIfNull(path);
        string unfinished = path + ".part";
        try
        {
            using (var writer = new StreamWriter(unfinished))
            {
                WriteCsv(writer, structures);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void WriteRow(TextWriter writer, StructureMeasurement structure, int lesion, RegionMeasurement region) => WriteLine(
        writer, [structure.Label.Value, structure.Label.Name, lesion, .. Columns.Select(column => column.Value(region))]);

    private static void WriteLine(TextWriter writer, IEnumerable<object?> cells) => writer.Write(string.Join(',', cells.Select(Cell)) + "\r\n");

    private static string Cell(object? value) => value switch
    {
        null or double.NaN => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted((string)value),
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
