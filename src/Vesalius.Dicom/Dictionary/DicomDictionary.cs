using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Vesalius.Dicom;

/// <summary>
/// The data dictionary of PS3.6 and the registry of UIDs (PS3.6 annex A), packed into the assembly by <c>build/dicom-dictionary.py</c>.
/// Looking up takes no memory; nothing is unpacked at start.
/// </summary>
public static class DicomDictionary
{
    private const int HeadBytes = 16;
    private const int RepeatingBytes = 16;

    private static readonly byte[] Packed = Load();
    private static readonly int Count = Number(4), Repeating = Number(8), Uids = Number(12);
    private static readonly Lazy<Dictionary<string, DicomTag>> Keywords = new(IndexKeywords);

    /// <summary>The entry of a tag: of the standard's tables, of repeating groups such as (60xx,3000), and of group lengths.</summary>
    /// <returns>Null for private tags and those the edition does not know.</returns>
    public static DictionaryEntry? Find(DicomTag tag)
    {
        int place = Tags.BinarySearch(tag.Value);
        if (place >= 0)
        {
            return Entry(HeadBytes + 4 * Count + 4 * place, Number(HeadBytes + 8 * Count + 4 * place));
        }

        int repeating = FindRepeating(tag.Value);
        return repeating >= 0 ? Entry(repeating + 8, Number(repeating + 12)) : null;
    }

    /// <summary>The first value representation that the dictionary allows for a tag.</summary>
    /// <returns>UL for a group length, LO for a private creator, UN where nothing is known.</returns>
    public static ValueRepresentation RepresentationOf(DicomTag tag)
    {
        int place = Tags.BinarySearch(tag.Value);
        if (place >= 0)
        {
            return Letters(HeadBytes + 4 * Count + 4 * place);
        }

        int repeating = FindRepeating(tag.Value);
        return repeating >= 0 ? Letters(repeating + 8)
            : tag.Element == 0 ? ValueRepresentation.UL
            : tag.IsPrivateCreator ? ValueRepresentation.LO
            : ValueRepresentation.UN;
    }

    /// <summary>The tag that a keyword such as <c>PatientName</c> names, or null.</summary>
    public static DicomTag? TagOf(string keyword) => Keywords.Value.TryGetValue(keyword, out DicomTag tag) ? tag : null;

    /// <summary>The name of a registered UID (a SOP class, a transfer syntax), or the UID itself where it is not registered.</summary>
    public static string NameOfUid(string uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        int low = 0, high = Uids - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            string[] texts = Texts(Number(UidStart + 4 * middle), 2);
            int order = string.CompareOrdinal(texts[0], uid);
            if (order == 0)
            {
                return texts[1];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return uid;
    }

    private static ReadOnlySpan<uint> Tags => MemoryMarshal.Cast<byte, uint>(Packed.AsSpan(HeadBytes, 4 * Count));

    private static int RepeatingStart => HeadBytes + 12 * Count;

    private static int UidStart => RepeatingStart + RepeatingBytes * Repeating;

    private static int TextStart => UidStart + 4 * Uids;

    private static int FindRepeating(uint tag)
    {
        for (int i = 0, at = RepeatingStart; i < Repeating; i++, at += RepeatingBytes)
        {
            if ((tag & (uint)Number(at)) == (uint)Number(at + 4))
            {
                return at;
            }
        }

        return -1;
    }

    private static DictionaryEntry Entry(int letters, int text)
    {
        string[] texts = Texts(text, 3);
        ValueRepresentation second = Letters(letters + 2);
        ValueRepresentation[] allowed = second == 0 ? [Letters(letters)] : [Letters(letters), second];
        return new DictionaryEntry(texts[0], texts[1], allowed, texts[2]);
    }

    private static ValueRepresentation Letters(int at) => (ValueRepresentation)BinaryPrimitives.ReadUInt16LittleEndian(Packed.AsSpan(at));

    private static int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(Packed.AsSpan(at));

    private static string[] Texts(int offset, int count)
    {
        string[] texts = new string[count];
        ReadOnlySpan<byte> rest = Packed.AsSpan(TextStart + offset);
        for (int i = 0; i < count; i++)
        {
            int end = rest.IndexOf((byte)0);
            texts[i] = Encoding.UTF8.GetString(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return texts;
    }

    private static Dictionary<string, DicomTag> IndexKeywords()
    {
        var index = new Dictionary<string, DicomTag>(Count, StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            string keyword = Texts(Number(HeadBytes + 8 * Count + 4 * i), 1)[0];
            if (keyword.Length > 0)
            {
                index.TryAdd(keyword, new DicomTag(Tags[i]));
            }
        }

        return index;
    }

    private static byte[] Load()
    {
        using Stream resource = typeof(DicomDictionary).Assembly.GetManifestResourceStream("dictionary.bin")!;
        byte[] packed = new byte[resource.Length];
        resource.ReadExactly(packed);
        return packed;
    }
}
