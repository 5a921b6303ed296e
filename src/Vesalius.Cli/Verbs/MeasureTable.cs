using Spectre.Console;
using Vesalius.Analysis.Measurement;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Verbs;

/// <summary>The table that <c>measure</c> shows to people.</summary>
internal static class MeasureTable
{
    private const int MostLesions = 20;

    /// <summary>Shows one row per structure, and one per lesion where there are several.</summary>
    public static void Show(Host host, IReadOnlyList<StructureMeasurement> structures)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("structure");
        foreach (string name in (string[])["volume ml", "± 1 voxel", "longest × perp. mm", "slice", "3-D mm", "sphericity", "mean ± SD", "note"])
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (StructureMeasurement structure in structures)
        {
            AddRow(table, structure.Label.Name, structure.Whole);
            if (structure.Lesions.Count > 1)
            {
                AddLesions(table, structure.Lesions);
            }
        }

        host.Write(table);
    }

    private static void AddLesions(Table table, IReadOnlyList<RegionMeasurement> lesions)
    {
        for (int i = 0; i < Math.Min(MostLesions, lesions.Count); i++)
        {
            AddRow(table, $"  lesion {i + 1}", lesions[i]);
        }

        if (lesions.Count > MostLesions)
        {
            table.AddRow($"  and {lesions.Count - MostLesions} smaller");
        }
    }

    private static void AddRow(Table table, string name, RegionMeasurement region) => table.AddRow(
        Markup.Escape(name),
        $"{region.VolumeMl:0.000}",
        region.Voxels == 0 ? "" : $"{region.VolumeRange.WithoutShellMl:0.00}–{region.VolumeRange.WithShellMl:0.00}",
        region.SliceDiameters is { } found ? $"{found.Longest.LengthMm:0.0} × {found.Perpendicular.LengthMm:0.0}" : "",
        region.SliceDiameters is { } on ? $"{"xyz"[on.SliceAxis]} {on.Slice}" : "",
        double.IsNaN(region.Maximum3DDiameterMm) ? "" : $"{region.Maximum3DDiameterMm:0.0}",
        double.IsNaN(region.Sphericity) ? "" : $"{region.Sphericity:0.000}",
        region.Intensity is { } values ? $"{values.Mean:0.#} ± {values.StandardDeviation:0.#}" : "",
        region.Voxels == 0 ? "empty" : region.TouchesBorder ? "at the border" : "");
}
