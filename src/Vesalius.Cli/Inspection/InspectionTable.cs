using Spectre.Console;
using Spectre.Console.Rendering;
using Vesalius.Dicom;
using Vesalius.Dicom.Series;

namespace Vesalius.Cli.Inspection;

/// <summary>Facts laid out for people: one file as a list, several as a table with a row each.</summary>
internal static class InspectionTable
{
    /// <summary>All that is known of one file, a line each.</summary>
    public static IEnumerable<string> Of(InspectedItem item) =>
        Facts(item).Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => $"{fact.Name,-14}{fact.Value}");

    /// <summary>The chief facts of each file.</summary>
    public static IRenderable Of(IEnumerable<InspectedItem> items)
    {
        Table table = new Table { Border = TableBorder.Simple }
            .AddColumns(["file", "format", "kind", "size", "spacing (mm)", "axes", "type", "values"]);
        foreach (InspectedItem item in items)
        {
            string[] cells = item.Error is null
                ? [NameOf(item), item.Format!, item.Kind!, SizeOf(item), Vector(item.Spacing), item.Orientation ?? "", item.Type
                    ?? "", RangeOf(item)]
                : [item.Path, "not readable", "", "", "", "", "", ""];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static IEnumerable<(string Name, string? Value)> Facts(InspectedItem item) =>
    [
        ("file", item.Path),
        ("format", item.Format),
        ("kind", item.Kind),
        ("size", SizeOf(item)),
        .. DicomFacts(item.Dicom),
        ("spacing", item.Spacing is null ? null : $"{Vector(item.Spacing)} {Unit(item)}"),
        ("origin", item.Origin is null ? null : $"{Vector(item.Origin)} mm, LPS"),
        ("axes run to", item.Orientation),
        ("direction", item.Direction is null ? null : Matrix(item.Direction)),
        ("type", item.Type),
        ("rescale", item is { Slope: 1, Intercept: 0 } or { Slope: null } ? null : $"stored × {item.Slope:G10} + {item.Intercept:G10}"),
        ("values", RangeOf(item)),
        ("sum", item.Sum is { } sum && !double.IsNaN(sum) ? $"{sum:R}" : null),
        ("SHA-256", item.Sha256),
        ("labels", item.Labels is { } labels ? string.Join(", ", labels.Select(label => $"{label.Label} {label.Name}")) : null),
    ];

    private static IEnumerable<(string Name, string? Value)> DicomFacts(InspectedDicom? dicom) => dicom is null ? [] :
    [
        ("object", dicom.SopClass),
        ("modality", dicom.Modality),
        ("series", $"{dicom.SeriesNumber} {dicom.Description} {dicom.Part}".Trim()),
        ("series UID", dicom.SeriesUid),
        ("encoded as", DicomDictionary.NameOfUid(dicom.TransferSyntax)),
        ("pixels", dicom.PhotometricInterpretation is null
            ? null : $"{dicom.PhotometricInterpretation}, {dicom.BitsStored} bits, {dicom.Frames} frame(s) in {dicom.Files} file(s)"),
        ("slices", dicom.StepsMm is [var least, var most]
            ? $"{dicom.Slices}, steps of {least:0.####} to {most:0.####} mm, tilt {dicom.TiltDegrees:0.##}°" : null),
        .. dicom.Decisions.Select(decision => ("decided", (string?)decision)),
    ];

    /// <summary>Sizes on a detector are no sizes in the patient, and are not shown as if they were.</summary>
    private static string Unit(InspectedItem item) => item.Dicom?.SpacingSource switch
    {
        PixelSpacingSource.Detector => "mm on the detector",
        PixelSpacingSource.None => "pixels",
        _ => "mm",
    };

    private static string NameOf(InspectedItem item) => item is { Kind: "series", Dicom: { } dicom }
        ? $"{item.Path} [{dicom.SeriesNumber}] {dicom.Modality} {dicom.Description} {dicom.Part}".TrimEnd()
        : item.Path;

    private static string SizeOf(InspectedItem item)
    {
        if (item.Size is null)
        {
            return string.Empty;
        }

        string size = string.Join(" × ", item.Dimensions == 2 ? item.Size![..2] : item.Size!);
        return item.Components == 1 ? size : $"{size}, {item.Components} components";
    }

    private static string RangeOf(InspectedItem item) =>
        item.Min is { } min && item.Max is { } max && !double.IsNaN(min) ? $"{min:G7} … {max:G7}" : string.Empty;

    private static string Vector(double[]? vector) =>
        vector is null ? string.Empty : string.Join(" × ", vector.Select(value => $"{value:0.####}"));

    private static string Matrix(double[] rows) =>
        string.Join("; ", rows.Chunk(3).Select(row => string.Join(' ', row.Select(value => $"{value:0.####}"))));
}
