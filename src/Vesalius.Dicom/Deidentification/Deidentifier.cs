using System.Globalization;
using System.Text;
using static Vesalius.Dicom.ValueRepresentation;

namespace Vesalius.Dicom.Deidentification;

/// <summary>
/// Takes out of a file who the patient is, by the Basic Application Level Confidentiality Profile (PS3.15 annex E), in every item of every
/// sequence. UIDs change consistently, so that references still lead to their targets. Pixels are not looked at.
/// </summary>
public sealed class Deidentifier
{
    private const string WellKnown = "1.2.840.10008.";

    private readonly DeidentificationOptions options;
    private readonly ElementRules rules;
    private readonly Pseudonyms pseudonyms;

    /// <summary>A de-identifier with its options.</summary>
    public Deidentifier(DeidentificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        rules = new ElementRules(options);
        pseudonyms = new Pseudonyms(options.Key);
    }

    /// <summary>The file without what identifies the patient.</summary>
    public DicomFile Apply(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string patient = $"{file.Dataset.Text(Tags.PatientID)}|{file.Dataset.Text(Tags.PatientName)}";
        DicomDataset clean = Clean(file.Dataset, pseudonyms.Days(patient)).With(Marks(file.Dataset, pseudonyms.Patient(patient)));
        return new DicomFile(DicomDataset.Empty, clean) { Path = file.Path, TransferSyntax = file.TransferSyntax };
    }

    /// <summary>Why a file's pixels may still show who the patient is; null where nothing points to it.</summary>
    public static string? BurnedInDoubt(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        string? modality = dataset.Text(Tags.Modality), stated = dataset.Text(Tags.BurnedInAnnotation);
        return stated == "YES" ? "the file says that texts are burned into its pixels"
            : stated is null && modality is "US" or "SC" or "XC" or "ES" or "OT" or "GM" or "OP"
                ? $"{modality} pictures often have texts burned into their pixels, and the file does not say that these have none"
            : null;
    }

    private DicomDataset Clean(DicomDataset dataset, int days) =>
        new(dataset.Elements.Select(element => Clean(element, days)).OfType<DicomElement>());

    private DicomElement? Clean(DicomElement element, int days) => rules.For(element) switch
    {
        ElementRule.Remove => null,
        ElementRule.Empty =>
            element.IsSequence ? new DicomElement(element.Tag, [])
            : new DicomElement(element.Tag, element.Representation, default(ReadOnlyMemory<byte>)),
        ElementRule.Dummy => Dummy(element),
        ElementRule.Uid => Ascii(element, value => value.StartsWith(WellKnown, StringComparison.Ordinal) ? value : pseudonyms.Uid(value)),
        ElementRule.Shift => Ascii(element, value => Shifted(value, element.Representation, days)),
        _ => element.IsSequence ? new DicomElement(element.Tag, [.. element.Items.Select(item => Clean(item, days))]) : element,
    };

    private static DicomElement Dummy(DicomElement element) => element.IsSequence
        ? new DicomElement(element.Tag, [])
        : Ascii(element, _ => element.Representation switch
        {
            DA => "19000101",
            TM => "000000",
            DT => "19000101000000",
            PN => "ANONYMOUS",
            _ => "ANONYMIZED",
        });

    private static DicomElement Ascii(DicomElement element, Func<string, string> change)
    {
        string[] values = Encoding.Latin1.GetString(element.Bytes.Span).TrimEnd('\0', ' ').Split('\\');
        return new DicomElement(
            element.Tag, element.Representation,
            Encoding.ASCII.GetBytes(
            string.Join('\\', values.Select(value => value.Trim('\0', ' ')).Select(value => value.Length == 0 ? value : change(value)))));
    }

    /// <summary>
    /// Moves a date or the date of a date and time; times of day stay. What is no date becomes the first of January 1900.
    /// </summary>
    private static string Shifted(string value, ValueRepresentation kind, int days) =>
        kind == TM ? value
        : value.Length >= 8 && DateTime.TryParseExact(
            value[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) && date.Year > 100
            ? date.AddDays(-days).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + value[8..]
            : "19000101";

    /// <summary>The new identity, and what PS3.15 wants to be said of what was done.</summary>
    private IEnumerable<DicomElement> Marks(DicomDataset original, string patient)
    {
        if (original.Contains(Tags.PatientName) || original.Contains(Tags.PatientID))
        {
            yield return DicomElement.OfText(Tags.PatientName, patient);
            yield return DicomElement.OfText(Tags.PatientID, patient);
        }

        yield return DicomElement.OfText(DicomTag.Parse("PatientIdentityRemoved"), "YES");
        yield return DicomElement.OfText(
            DicomTag.Parse("DeidentificationMethod"), "Vesalius: PS3.15 Basic Application Level Confidentiality Profile");
        yield return new DicomElement(DicomTag.Parse("DeidentificationMethodCodeSequence"), [.. Codes().Select(Code)]);
        yield return DicomElement.OfText(
            DicomTag.Parse("LongitudinalTemporalInformationModified"), options.ShiftDates ? "MODIFIED" : "REMOVED");
    }

    private IEnumerable<(string Value, string Meaning)> Codes()
    {
        yield return ("113100", "Basic Application Confidentiality Profile");
        if (options.ShiftDates)
        {
            yield return ("113107", "Retain Longitudinal Temporal Information Modified Dates Option");
        }

        if (options.RetainPatientCharacteristics)
        {
            yield return ("113108", "Retain Patient Characteristics Option");
        }

        if (options.RetainDevice)
        {
            yield return ("113109", "Retain Device Identity Option");
        }

        if (options.RetainUids)
        {
            yield return ("113110", "Retain UIDs Option");
        }
    }

    private static DicomDataset Code((string Value, string Meaning) code) => new(
    [
        DicomElement.OfText(DicomTag.Parse("CodeValue"), code.Value),
        DicomElement.OfText(DicomTag.Parse("CodingSchemeDesignator"), "DCM"),
        DicomElement.OfText(DicomTag.Parse("CodeMeaning"), code.Meaning),
    ]);
}
