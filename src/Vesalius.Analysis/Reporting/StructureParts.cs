using Vesalius.Analysis.Measurement;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Reporting;

/// <summary>The structures of a segmented scan: a table, the surfaces, and each structure and lesion in three planes.</summary>
internal static class StructureParts
{
    private const int MostLesions = 10;

    /// <summary>The section on a scan.</summary>
    public static ReportSection Of(ReportedScan scan, CancellationToken cancellation)
    {
        StructureMeasurement[] there = [.. scan.Structures.Where(one => one.Whole.Voxels > 0)];
        if (there.Length == 0)
        {
            return new ReportSection(scan.Name, new ReportBlock.Paragraph("No labelled structure was found."));
        }

        return new ReportSection(
            scan.Name,
            [
                .. Surfaces(scan, cancellation),
                Table(there),
                .. there.SelectMany(structure => Pictures(scan, structure)),
            ]);
    }

    /// <summary>The rows of all structures, each followed by its lesions where there are several.</summary>
    public static ReportBlock.Table Table(IReadOnlyList<StructureMeasurement> structures) => new(
        "Volumes, below them the range if the outline lay one voxel further in or out all round; diameters on the slice where they "
            + "are longest",
        ["structure", "volume (ml)", "longest × perpendicular (mm)", "slice", "3-D diameter (mm)", "mean ± SD inside", "note"],
        [.. structures.SelectMany(Rows)]);

    private static IEnumerable<string[]> Rows(StructureMeasurement structure) => structure.Lesions.Count > 1
        ? [Row(structure.Label.Name, structure.Whole),
            .. structure.Lesions.Take(MostLesions).Select((lesion, i) => Row($"· part {i + 1}", lesion))]
        : [Row(structure.Label.Name, structure.Whole)];

    private static string[] Row(string name, RegionMeasurement region) =>
    [
        name,
        $"{Figures.Of(region.VolumeMl, 2)}\n{Figures.Of(region.VolumeRange.WithoutShellMl, 2)} to "
            + $"{Figures.Of(region.VolumeRange.WithShellMl, 2)}",
        Diameters(region),
        region.SliceDiameters is { } on ? $"{"xyz"[on.SliceAxis]} {on.Slice}" : "–",
        Figures.Of(region.Maximum3DDiameterMm, 1),
        region.Intensity is { } inside ? $"{Figures.Of(inside.Mean, 1)} ± {Figures.Of(inside.StandardDeviation, 1)}" : "–",
        region.TouchesBorder ? "cut off by the scan's border" : string.Empty,
    ];

    private static string Diameters(RegionMeasurement region) => region.SliceDiameters is { } found
        ? $"{Figures.Of(found.Longest.LengthMm, 1)} × {Figures.Of(found.Perpendicular.LengthMm, 1)}" : "–";

    private static IEnumerable<ReportBlock> Surfaces(ReportedScan scan, CancellationToken cancellation) =>
        SurfaceModel.Of(scan.Labels, cancellation) is { Count: > 0 } parts
        ? [new ReportBlock.Scene(
            parts, "The surfaces from the front, the patient's left and the feet; on a screen: drag to turn, tick to show, slide to "
                + "look through.")]
        : [];

    private static IEnumerable<ReportBlock> Pictures(ReportedScan scan, StructureMeasurement structure)
    {
        RegionMeasurement[] lesions = [.. structure.Lesions.Where(lesion => lesion.SliceDiameters is not null).Take(MostLesions)];
        foreach ((int i, RegionMeasurement lesion) in lesions.Index())
        {
            string name = structure.Lesions.Count > 1 ? $"{structure.Label.Name}, part {i + 1}" : structure.Label.Name;
            yield return new ReportBlock.Heading($"{name}: {Figures.Of(lesion.VolumeMl, 2)} ml, {Diameters(lesion)} mm");
            yield return new ReportBlock.Side([.. LesionPicture.Planes(lesion, scan.Labels, scan.Image).Select((view, plane) =>
                new ReportBlock.Picture(view.Picture.ToPng(), Caption(name, view.Plane, plane == 0)))]);
        }

        if (structure.Lesions.Count > MostLesions)
        {
            yield return new ReportBlock.Paragraph(
                $"{structure.Lesions.Count - MostLesions} smaller parts of {structure.Label.Name} are not shown.");
        }
    }

    private static string Caption(string name, SlicePlane plane, bool isMeasured) =>
        $"{name}, {plane.ToString().ToLowerInvariant()}{(isMeasured ? ": longest diameter yellow, perpendicular cyan" : string.Empty)}";
}
