using System.Globalization;

namespace Vesalius.Dicom;

/// <summary>The number of a data element: group and element. Ordered as elements are in a data set.</summary>
/// <param name="Value">Both numbers as one: <c>0x00100010</c> is (0010,0010).</param>
public readonly record struct DicomTag(uint Value) : IComparable<DicomTag>
{
    /// <summary>A tag from its two numbers.</summary>
    public DicomTag(ushort group, ushort element)
        : this((uint)group << 16 | element)
    {
    }

    /// <summary>The first number.</summary>
    public ushort Group => (ushort)(Value >> 16);

    /// <summary>The second number.</summary>
    public ushort Element => (ushort)Value;

    /// <summary>Whether the element is a maker's own: the group is odd.</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>
    /// Whether the element reserves a block of private elements and says whose they are: (gggg,0010) to (gggg,00FF), gggg odd.
    /// </summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x10 and <= 0xFF;

    /// <summary>The dictionary's keyword, or the numbers where it has none.</summary>
    public string Keyword => DicomDictionary.Find(this) is { Keyword.Length: > 0 } entry ? entry.Keyword : ToString();

    /// <summary>A tag written as a keyword (<c>PatientName</c>), as <c>0010,0010</c>, <c>(0010,0010)</c> or <c>00100010</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static DicomTag Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = text.Trim('(', ')', ' ').Replace(",", string.Empty, StringComparison.Ordinal);
        return DicomDictionary.TagOf(text) is { } known ? known
            : digits.Length == 8 && uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint value)
                ? new DicomTag(value)
            : throw new FormatException(
                $"A tag is a keyword such as PatientName, or eight hexadecimal digits such as 0010,0010; '{text}' came.");
    }

    /// <inheritdoc/>
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>Whether one tag comes before another.</summary>
    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    /// <summary>Whether one tag comes after another.</summary>
    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    /// <summary>Whether one tag comes before another or is the same.</summary>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    /// <summary>Whether one tag comes after another or is the same.</summary>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => $"({Group:X4},{Element:X4})";
}
