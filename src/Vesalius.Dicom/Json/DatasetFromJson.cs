using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using static Vesalius.Dicom.ValueRepresentation;

namespace Vesalius.Dicom.Json;

/// <summary>Reads elements from members of JSON objects.</summary>
internal static class DatasetFromJson
{
    private static readonly string[] NameGroups = ["Alphabetic", "Ideographic", "Phonetic"];

    private static readonly DicomElement Unicode = DicomElement.OfText(Tags.SpecificCharacterSet, "ISO_IR 192");

    public static DicomDataset Read(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? new DicomDataset([.. json.EnumerateObject().Select(Element), Unicode])
        : throw new FormatException($"A data set is a JSON object; {json.ValueKind} came.");

    private static DicomElement Element(JsonProperty member)
    {
        if (member.Name.Length != 8 || !uint.TryParse(member.Name, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint number))
        {
            throw new FormatException($"A member of a data set is named by eight hexadecimal digits; '{member.Name}' came.");
        }

        var tag = new DicomTag(number);
        bool isKnown = member.Value.TryGetProperty("vr", out JsonElement vr) & Enum.TryParse(
            vr.ValueKind == JsonValueKind.String ? vr.GetString() : null, out ValueRepresentation representation);
        representation = isKnown && representation.IsKnown() ? representation : DicomDictionary.RepresentationOf(tag);
        if (member.Value.TryGetProperty("InlineBinary", out JsonElement binary))
        {
            return new DicomElement(tag, representation, binary.GetBytesFromBase64());
        }

        JsonElement[] values = member.Value.TryGetProperty("Value", out JsonElement array) ? [.. array.EnumerateArray()] : [];
        return representation == SQ
            ? new DicomElement(tag, [.. values.Select(Read)])
            : new DicomElement(tag, representation, values.Length == 0 ? Array.Empty<byte>() : Bytes(tag, representation, values));
    }

    private static byte[] Bytes(DicomTag tag, ValueRepresentation representation, JsonElement[] values)
    {
        try
        {
            return representation switch
            {
                US => Each(values, 2, (bytes, value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes, value.GetUInt16())),
                SS => Each(values, 2, (bytes, value) => BinaryPrimitives.WriteInt16LittleEndian(bytes, value.GetInt16())),
                UL => Each(values, 4, (bytes, value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes, value.GetUInt32())),
                SL => Each(values, 4, (bytes, value) => BinaryPrimitives.WriteInt32LittleEndian(bytes, value.GetInt32())),
                UV => Each(values, 8, (bytes, value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes, value.GetUInt64())),
                SV => Each(values, 8, (bytes, value) => BinaryPrimitives.WriteInt64LittleEndian(bytes, value.GetInt64())),
                FL => Each(values, 4, (bytes, value) => BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)Real(value))),
                FD => Each(values, 8, (bytes, value) => BinaryPrimitives.WriteDoubleLittleEndian(bytes, Real(value))),
                AT => Each(values, 4, WriteTag),
                _ => Encoding.UTF8.GetBytes(string.Join('\\', values.Select(Text))),
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new FormatException($"{tag} {tag.Keyword}: values of {representation} were expected; something else came.", error);
        }
    }

    private delegate void Writer(Span<byte> bytes, JsonElement value);

    private static byte[] Each(JsonElement[] values, int size, Writer write)
    {
        byte[] bytes = new byte[size * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            write(bytes.AsSpan(i * size, size), values[i]);
        }

        return bytes;
    }

    private static void WriteTag(Span<byte> bytes, JsonElement value)
    {
        uint tag = uint.Parse(value.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)tag);
    }

    private static double Real(JsonElement value) => value.ValueKind != JsonValueKind.String ? value.GetDouble() : value.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        var text => double.Parse(text!, CultureInfo.InvariantCulture),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => string.Empty,
        JsonValueKind.Object =>
            string.Join('=', NameGroups.Select(
            group => value.TryGetProperty(group, out JsonElement part) ? part.GetString() : string.Empty)).TrimEnd('='),
        JsonValueKind.Number => value.GetRawText(),
        _ => value.GetString() ?? string.Empty,
    };
}
