using System.Globalization;
using System.Text.Json;
using static Vesalius.Dicom.ValueRepresentation;

namespace Vesalius.Dicom.Json;

/// <summary>Writes elements as members of JSON objects.</summary>
internal sealed class DatasetToJson(Utf8JsonWriter writer, Func<DicomElement, string?>? bulkData)
{
    public void Write(DicomDataset dataset)
    {
        writer.WriteStartObject();
        foreach (DicomElement element in dataset.Elements.Where(element => element.Tag.Element != 0 && element.Tag.Group > 2))
        {
            Write(dataset, element);
        }

        writer.WriteEndObject();
    }

    private void Write(DicomDataset dataset, DicomElement element)
    {
        writer.WriteStartObject(element.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
        writer.WriteString("vr", element.Representation.ToString());
        if (bulkData?.Invoke(element) is { } address)
        {
            writer.WriteString("BulkDataURI", address);
        }
        else if (element.IsSequence)
        {
            WriteArray(element.Items, Write);
        }
        else if (!element.IsEmpty && !element.IsEncapsulated)
        {
            WriteValue(dataset, element);
        }

        writer.WriteEndObject();
    }

    private void WriteValue(DicomDataset dataset, DicomElement element)
    {
        switch (element.Representation)
        {
            case OB or OD or OF or OL or OV or OW or UN:
                if (element.Tag != Tags.PixelData || bulkData is not null)
                {
                    writer.WriteBase64String("InlineBinary", element.Bytes.Span);
                }

                break;
            case PN:
                WriteArray(dataset.Texts(element.Tag), WriteName);
                break;
            case AT:
                WriteArray(dataset.Numbers(element.Tag), number =>
                    writer.WriteStringValue(((uint)number).ToString("X8", CultureInfo.InvariantCulture)));
                break;
            case FL or FD or SL or SS or UL or US or SV or UV:
                WriteArray(dataset.Numbers(element.Tag), WriteNumber);
                break;
            default:
                WriteArray(element.Tag == Tags.SpecificCharacterSet ? ["ISO_IR 192"] : dataset.Texts(element.Tag), text =>
                    WriteText(element.Representation, text));
                break;
        }
    }

    /// <summary>Decimal texts are numbers where they are some; an empty value among others is null.</summary>
    private void WriteText(ValueRepresentation representation, string text)
    {
        if (text.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (representation is DS or IS && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>JSON has no NaN and no infinity; texts stand for them.</summary>
    private void WriteNumber(double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf");
        }
    }

    private void WriteName(string text)
    {
        PersonName name = PersonName.Parse(text);
        writer.WriteStartObject();
        foreach ((string group, string value) in new[] { ("Alphabetic", name.Alphabetic), ("Ideographic", name.Ideographic),
            ("Phonetic", name.Phonetic) })
        {
            if (value.Length > 0)
            {
                writer.WriteString(group, value);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteArray<T>(IEnumerable<T> values, Action<T> write)
    {
        writer.WriteStartArray("Value");
        foreach (T value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
