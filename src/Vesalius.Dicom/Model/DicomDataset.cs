using Vesalius.Dicom.Text;

namespace Vesalius.Dicom;

/// <summary>
/// An ordered set of elements: a file's content, or an item of a sequence. It does not change; <see cref="With"/> and
/// <see cref="Without"/> make new ones.
/// </summary>
public sealed class DicomDataset
{
    private readonly DicomElement[] elements;

    /// <summary>A data set of given elements, in any order.</summary>
    /// <param name="elements">The elements; of several with one tag the last one counts.</param>
    public DicomDataset(IEnumerable<DicomElement> elements)
        : this(elements, null)
    {
    }

    internal DicomDataset(IEnumerable<DicomElement> elements, CharacterSet? inherited)
        : this(Ordered(elements), inherited)
    {
    }

    /// <summary>Elements that are in order already, without duplicates.</summary>
    internal DicomDataset(DicomElement[] ordered, CharacterSet? inherited)
    {
        elements = ordered;
        CharacterSet = Find(Tags.SpecificCharacterSet) is { IsEmpty: false } own ? CharacterSet.Of(own.Bytes.Span) : inherited
            ?? CharacterSet.Default;
    }

    /// <summary>A data set without elements.</summary>
    public static DicomDataset Empty { get; } = new([]);

    /// <summary>The elements in the order of their tags.</summary>
    public IReadOnlyList<DicomElement> Elements => elements;

    /// <summary>How many elements there are, those in sequences not counted.</summary>
    public int Count => elements.Length;

    /// <summary>The character set of text here: the data set's own, or that of the one it is an item of.</summary>
    internal CharacterSet CharacterSet { get; }

    /// <summary>The element of a tag, or null.</summary>
    public DicomElement? Find(DicomTag tag)
    {
        int low = 0, high = elements.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            uint value = elements[middle].Tag.Value;
            if (value == tag.Value)
            {
                return elements[middle];
            }

            (low, high) = value < tag.Value ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The private element of a maker's block (PS3.5 section 7.8.1), or null.</summary>
    /// <param name="creator">What the block's creator element says: <c>SIEMENS CSA HEADER</c>.</param>
    /// <param name="group">The odd group.</param>
    /// <param name="element">The element within the block, 00 to FF.</param>
    public DicomElement? FindPrivate(string creator, ushort group, byte element)
    {
        foreach (DicomElement one in elements)
        {
            if (one.Tag.Group == group && one.Tag.IsPrivateCreator && this.Text(one.Tag) == creator)
            {
                return Find(new DicomTag(group, (ushort)(one.Tag.Element << 8 | element)));
            }
        }

        return null;
    }

    /// <summary>Whether there is an element of this tag, even an empty one.</summary>
    public bool Contains(DicomTag tag) => Find(tag) is not null;

    /// <summary>The items of a sequence; empty where it is absent.</summary>
    public IReadOnlyList<DicomDataset> Items(DicomTag tag) => Find(tag)?.Items ?? [];

    /// <summary>This data set with elements added, or put in the place of those with the same tags.</summary>
    public DicomDataset With(params IEnumerable<DicomElement> changed) => new(elements.Concat(changed), CharacterSet);

    /// <summary>This data set without some elements.</summary>
    public DicomDataset Without(Func<DicomElement, bool> unwanted) => new([.. elements.Where(element => !unwanted(element))], CharacterSet);

    private static DicomElement[] Ordered(IEnumerable<DicomElement> elements)
    {
        DicomElement[] given = [.. elements];
        return AreOrdered(given) ? given : Sorted(given);
    }

    private static bool AreOrdered(DicomElement[] elements)
    {
        for (int i = 1; i < elements.Length; i++)
        {
            if (elements[i - 1].Tag.Value >= elements[i].Tag.Value)
            {
                return false;
            }
        }

        return true;
    }

    private static DicomElement[] Sorted(DicomElement[] elements)
    {
        var byTag = new SortedDictionary<uint, DicomElement>();
        foreach (DicomElement element in elements)
        {
            byTag[element.Tag.Value] = element;
        }

        return [.. byTag.Values];
    }
}
