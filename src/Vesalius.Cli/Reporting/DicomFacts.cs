using System.Globalization;
using Vesalius.Dicom;
using Vesalius.Dicom.Series;

namespace Vesalius.Cli.Reporting;

/// <summary>Who was examined, when and how, as DICOM files tell it.</summary>
internal sealed record DicomFacts(DateOnly? Date, IReadOnlyList<(string Name, string Value)> Facts)
{
    /// <summary>The facts of a series; none of a file of another format.</summary>
    public static DicomFacts? Of(string path)
    {
        string? first = !Directory.Exists(path) ? path : DicomFolder.Read(path).Series is [var series, ..] ? series.First.Path : null;
        if (first is null || DicomFile.TryRead(first, DicomReadOptions.Header) is not { Dataset: var dataset })
        {
            return null;
        }

        DateOnly? date = Parsed(dataset.Text(Tag("StudyDate")));
        (string, string?)[] facts =
        [
            ("patient", dataset.PersonName(Tag("PatientName")) is { } name ? Shown(name) : null),
            ("patient's number", dataset.Text(Tag("PatientID"))),
            ("born", Parsed(dataset.Text(Tag("PatientBirthDate")))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("sex", dataset.Text(Tag("PatientSex"))),
            ("examined", date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("study", dataset.Text(Tag("StudyDescription"))),
            ("modality", dataset.Text(Tag("Modality"))),
            ("series", dataset.Text(Tag("SeriesDescription"))),
        ];
        return new DicomFacts(
            date, [.. facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Item2)).Select(fact => (fact.Item1, fact.Item2!))]);
    }

    private static string Shown(PersonName name) =>
        $"{name.Family}, {name.Given}".Trim(' ', ',')
            + (name.Ideographic.Length > 0 ? $" ({name.Ideographic.Replace('^', ' ')})" : string.Empty);

    private static DicomTag Tag(string keyword) => DicomTag.Parse(keyword);

    private static DateOnly? Parsed(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}
