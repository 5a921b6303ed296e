using Vesalius.Dicom.Text;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Serialization;

/// <summary>
/// Reads data sets from bytes it does not trust: every length is held against what is left, nesting and counts against the limits, before
/// anything is taken.
/// </summary>
internal sealed partial class DatasetParser(ByteWindow window, DicomReadOptions options, string? path)
{
    /// <summary>Values longer than this that are not at hand are left in the file until they are asked for.</summary>
    private const int DeferredFrom = 4096;

    private readonly List<string> warnings = [];
    private long position;
    private int count;
    private bool isSigned;

    /// <summary>What was doubtful, and how it was read all the same.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Where reading stopped.</summary>
    public long Position => position;

    /// <summary>Reads the data set of a file, from a position to the end.</summary>
    public DicomDataset Parse(long start, DatasetEncoding encoding)
    {
        position = start;
        return ReadDataset(new Scope(window.Length, encoding, 0, IsDelimited: false, null));
    }

    /// <summary>Reads the elements of group 0002, which are explicit little-endian whatever follows them.</summary>
    public DicomDataset ParseMeta(long start)
    {
        position = start;
        var scope = new Scope(window.Length, DatasetEncoding.ExplicitLittle, 0, IsDelimited: false, null);
        var elements = new List<DicomElement>();
        while (scope.End - position >= 8)
        {
            ElementHead head = ElementHeads.At(window, position, scope.End, scope.Encoding);
            if (head.Tag.Group != 2)
            {
                break;
            }

            elements.Add(ReadElement(head, scope));
        }

        return new DicomDataset(elements);
    }

    private VolumeFormatException Error(string problem, long? at = null) => new("DICOM", problem, path, at ?? position);

    /// <summary>Reads elements until the scope ends.</summary>
    private DicomDataset ReadDataset(Scope scope)
    {
        var elements = new List<DicomElement>(scope.IsTop ? 96 : 8);
        bool isOrdered = true;
        while (position < scope.End && ReadHead(scope) is { } head && !IsBeyondPixels(head, scope))
        {
            DicomElement element = ReadElement(head, scope);
            if (element.Tag == Tags.SpecificCharacterSet && !element.IsEmpty)
            {
                scope = scope with { Text = CharacterSet.Of(element.Bytes.Span) };
            }
            else if (element.Tag == Tags.PixelRepresentation)
            {
                isSigned = element.Bytes.Span is [1, ..];
            }

            isOrdered &= elements.Count == 0 || elements[^1].Tag < element.Tag;
            elements.Add(element);
            if (scope.IsTop && options.StopsAtPixels && IsPixels(element.Tag))
            {
                break;
            }
        }

        if (!isOrdered)
        {
            warnings.Add("elements are not in order, or there are several of one tag; of several the last one counts");
            return new DicomDataset(elements, scope.Text);
        }

        return new DicomDataset(elements.ToArray(), scope.Text);
    }

    /// <summary>The next element's head; null at the end of the data set.</summary>
    private ElementHead? ReadHead(Scope scope)
    {
        while (scope.End - position >= 8)
        {
            ElementHead head = ElementHeads.At(window, position, scope.End, scope.Encoding);
            if (head.Tag == Tags.ItemDelimitation || head.Tag == Tags.SequenceDelimitation)
            {
                if (scope.IsDelimited)
                {
                    position += head.Tag == Tags.ItemDelimitation ? 8 : 0;
                    return null;
                }

                warnings.Add($"a delimiter {head.Tag} stands where nothing is to be delimited (at byte {position}); it was passed over");
                position += 8;
                continue;
            }

            if (head.Tag.Group == 0xFFFE)
            {
                throw Error("an element was expected; an item stands here. The file is damaged.");
            }

            return head;
        }

        return EndOf(scope);
    }

    /// <summary>Fewer than eight bytes are left: padding after the last element, or an element cut short.</summary>
    private ElementHead? EndOf(Scope scope)
    {
        int left = (int)(scope.End - position);
        if (scope.IsDelimited)
        {
            throw Error("the item's end was expected; the data end before it. The file is cut short.");
        }

        if (left > 0 && window.Span(position, left).ContainsAnyExcept((byte)0))
        {
            throw Error($"an element or the end was expected; {left} stray byte(s) came. The file is cut short.");
        }

        position = scope.End;
        return null;
    }

    private bool IsBeyondPixels(ElementHead head, Scope scope) => scope.IsTop && options.StopsAtPixels && head.Tag > Tags.PixelData;

    private static bool IsPixels(DicomTag tag) => tag == Tags.PixelData || tag == Tags.FloatPixelData || tag == Tags.DoubleFloatPixelData;

    /// <summary>The part of the bytes that a data set may use.</summary>
    /// <param name="End">The first byte that is not its own.</param>
    /// <param name="Encoding">How its elements lie in bytes.</param>
    /// <param name="Depth">How many sequences it lies in.</param>
    /// <param name="IsDelimited">Whether a delimiter ends it.</param>
    /// <param name="Text">The character set around it.</param>
    private sealed record Scope(long End, DatasetEncoding Encoding, int Depth, bool IsDelimited, CharacterSet? Text)
    {
        public bool IsTop => Depth == 0;
    }
}
