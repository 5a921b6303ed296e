using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Vesalius.Dicom.Text;
using static Vesalius.Dicom.ValueRepresentation;

namespace Vesalius.Dicom;

/// <summary>
/// Understands the values of a data set's elements. An absent or empty element gives null or nothing; a malformed one is an error.
/// </summary>
public static class DicomValues
{
    /// <summary>
    /// The text values of an element, decoded with the data set's character set, without padding. Numbers are written as text.
    /// </summary>
    public static IReadOnlyList<string> Texts(this DicomDataset dataset, DicomTag tag)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Find(tag) is not { IsEmpty: false, IsSequence: false, IsEncapsulated: false } element)
        {
            return [];
        }

        ValueRepresentation representation = Effective(element);
        if (!representation.IsText())
        {
            return [.. dataset.Numbers(tag).Select(number => number.ToString("R", CultureInfo.InvariantCulture))];
        }

        string all = representation.HasCharacterSet()
            ? dataset.CharacterSet.Decode(element.Bytes.Span) : Encoding.Latin1.GetString(element.Bytes.Span);
        return representation.IsSingleText()
            ? [all.TrimEnd(' ', '\0')] : [.. all.TrimEnd('\0').Split('\\').Select(value => value.Trim(' ', '\0'))];
    }

    /// <summary>The first text value, or null where there is none.</summary>
    public static string? Text(this DicomDataset dataset, DicomTag tag) => dataset.Texts(tag) is [{ Length: > 0 } first, ..] ? first : null;

    /// <summary>The numbers of an element: binary ones, or text ones (DS, IS). Empty text values are left out.</summary>
    /// <exception cref="FormatException">A text value is no number; the message names the element and the value.</exception>
    public static double[] Numbers(this DicomDataset dataset, DicomTag tag)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Find(tag) is not { IsEmpty: false, IsSequence: false, IsEncapsulated: false } element)
        {
            return [];
        }

        ReadOnlySpan<byte> bytes = element.Bytes.Span;
        return Effective(element) switch
        {
            US or OW => Each(bytes, 2, part => BinaryPrimitives.ReadUInt16LittleEndian(part)),
            SS => Each(bytes, 2, part => BinaryPrimitives.ReadInt16LittleEndian(part)),
            UL or OL => Each(bytes, 4, part => BinaryPrimitives.ReadUInt32LittleEndian(part)),
            SL => Each(bytes, 4, part => BinaryPrimitives.ReadInt32LittleEndian(part)),
            UV or OV => Each(bytes, 8, part => BinaryPrimitives.ReadUInt64LittleEndian(part)),
            SV => Each(bytes, 8, part => BinaryPrimitives.ReadInt64LittleEndian(part)),
            FL or OF => Each(bytes, 4, part => BinaryPrimitives.ReadSingleLittleEndian(part)),
            FD or OD => Each(bytes, 8, part => BinaryPrimitives.ReadDoubleLittleEndian(part)),
            AT => Each(bytes, 4, part =>
                (uint)BinaryPrimitives.ReadUInt16LittleEndian(part) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(part[2..])),
            OB => Each(bytes, 1, part => part[0]),
            _ => Decimals(element, bytes),
        };
    }

    /// <summary>The first number, or null where there is none.</summary>
    /// <exception cref="FormatException">The value is no number.</exception>
    public static double? Number(this DicomDataset dataset, DicomTag tag) => dataset.Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>The first number as a whole one, or null where there is none.</summary>
    /// <exception cref="FormatException">The value is no whole number of 32 bits.</exception>
    public static int? Integer(this DicomDataset dataset, DicomTag tag) => dataset.Number(tag) switch
    {
        null => null,
        { } number when number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue => (int)number,
        { } other => throw new FormatException(
            $"{tag} {tag.Keyword}: a whole number was expected; {other.ToString("R", CultureInfo.InvariantCulture)} came."),
    };

    /// <summary>The first value as a person's name, or null where there is none.</summary>
    public static PersonName? PersonName(this DicomDataset dataset, DicomTag tag) =>
        dataset.Text(tag) is { } text ? Vesalius.Dicom.PersonName.Parse(text) : null;

    /// <summary>Numbers that a reader can do without: nothing where they are malformed.</summary>
    internal static double[] NumbersOrNone(this DicomDataset dataset, DicomTag tag)
    {
        try
        {
            return dataset.Numbers(tag);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>The first number, or null where there is none or it is malformed.</summary>
    internal static double? NumberOrNone(this DicomDataset dataset, DicomTag tag) =>
        dataset.NumbersOrNone(tag) is [var first, ..] ? first : null;

    /// <summary>A known element that was written as UN is what the dictionary says.</summary>
    private static ValueRepresentation Effective(DicomElement element) =>
        element.Representation == UN ? DicomDictionary.RepresentationOf(element.Tag) : element.Representation;

    private delegate double Reader(ReadOnlySpan<byte> part);

    private static double[] Each(ReadOnlySpan<byte> bytes, int size, Reader read)
    {
        double[] values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.Slice(i * size, size));
        }

        return values;
    }

    private static double[] Decimals(DicomElement element, ReadOnlySpan<byte> bytes)
    {
        double[] values = new double[bytes.Count((byte)'\\') + 1];
        int count = 0;
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)'\\');
            ReadOnlySpan<byte> part = Trimmed(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (part.IsEmpty)
            {
                continue;
            }

            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                throw new FormatException($"{element.Tag} {element.Tag.Keyword}: a number was expected; '{Shown(part)}' came.");
            }

            values[count++] = value;
        }

        return count == values.Length ? values : values.AsSpan(0, count).ToArray();
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        while (text is [(byte)' ' or 0 or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            text = text[1..];
        }

        while (text is [.., (byte)' ' or 0 or (byte)'\t' or (byte)'\r' or (byte)'\n'])
        {
            text = text[..^1];
        }

        return text;
    }

    private static string Shown(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text[..Math.Min(40, text.Length)]);
}
