using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Dicom.Serialization;

/// <summary>Values, sequences and fragments.</summary>
internal sealed partial class DatasetParser
{
    private DicomElement ReadElement(ElementHead head, Scope scope)
    {
        if (++count > options.MaxElements)
        {
            throw Error($"more than {options.MaxElements:N0} elements came. The file is damaged, or the limit is to be raised.");
        }

        long start = position + head.Size;
        if (head.Length < 0 || (!head.HasUndefinedLength && head.Length > scope.End - start))
        {
            return CutShort(head, scope, start);
        }

        position = start;
        if (head.HasUndefinedLength)
        {
            return ReadUndefined(head, scope);
        }

        return head.Representation switch
        {
            ValueRepresentation.SQ => new DicomElement(head.Tag, ReadItems(scope with { End = start + head.Length, IsDelimited = false }))
            {
                Position = start - head.Size,
            },
            ValueRepresentation.UN when DicomDictionary.RepresentationOf(head.Tag) == ValueRepresentation.SQ =>
                ReadUnknownSequence(head, scope),
            _ => ReadValue(head, scope),
        };
    }

    /// <summary>Pixels that end too early can still be told of; anything else that does is damage.</summary>
    private DicomElement CutShort(ElementHead head, Scope scope, long start)
    {
        if (scope.IsTop && IsPixels(head.Tag) && head.Length > 0)
        {
            warnings.Add($"the pixels should have {head.Length:N0} bytes; the file ends after {scope.End - start:N0}");
            position = scope.End;
            return new DicomElement(head.Tag, head.Representation, new DeferredBytes(window.Source, start, head.Length, 1))
            {
                Position = start - head.Size,
            };
        }

        throw Error(head.Length < 0
            ? $"{head.Tag} {head.Tag.Keyword}: a length was expected; the data end before it. The file is cut short."
            : $"{head.Tag} {head.Tag.Keyword}: its value should have {head.Length:N0} bytes; {Math.Max(0, scope.End - start):N0} are left. The file is cut short or damaged.");
    }

    private DicomElement ReadValue(ElementHead head, Scope scope)
    {
        long start = position;
        position += head.Length;
        ValueRepresentation representation = isSigned && head.Representation == ValueRepresentation.US && DependsOnSign(head.Tag)
            ? ValueRepresentation.SS : head.Representation;
        int unit = scope.Encoding.IsBigEndian ? representation.UnitSize() : 1;
        if ((scope.IsTop && IsPixels(head.Tag)) || (head.Length > DeferredFrom && !window.Holds(start, head.Length)))
        {
            return new DicomElement(head.Tag, representation, new DeferredBytes(window.Source, start, head.Length, unit))
            {
                Position = start - head.Size,
            };
        }

        ReadOnlyMemory<byte> value = window.Memory(start, (int)head.Length);
        if (unit > 1)
        {
            byte[] reversed = value.ToArray();
            ByteOrder.ReverseInPlace(reversed, unit);
            value = reversed;
        }

        return new DicomElement(head.Tag, representation, value) { Position = start - head.Size };
    }

    /// <summary>The elements that the dictionary calls "US or SS": they are as the pixels are.</summary>
    private static bool DependsOnSign(DicomTag tag) => tag.Value is >= 0x00280104 and <= 0x00280111 or 0x00280120 or 0x00280121;

    /// <summary>
    /// A value that a delimiter ends: fragments of pixels (those of an icon lie in an item), or items. Those of an unknown element are
    /// implicit little-endian (PS3.5 section 6.2.2).
    /// </summary>
    private DicomElement ReadUndefined(ElementHead head, Scope scope)
    {
        if (head.Tag == Tags.PixelData || head.Representation is ValueRepresentation.OB or ValueRepresentation.OW)
        {
            return ReadFragments(head, scope);
        }

        DatasetEncoding encoding = head.Representation == ValueRepresentation.UN ? DatasetEncoding.ImplicitLittle : scope.Encoding;
        long start = position;
        return new DicomElement(head.Tag, ReadItems(scope with { Encoding = encoding, IsDelimited = true })) { Position = start - head.Size };
    }

    /// <summary>A known sequence whose writer did not know it; kept as bytes where they are no items.</summary>
    private DicomElement ReadUnknownSequence(ElementHead head, Scope scope)
    {
        long start = position;
        try
        {
            Scope inside = scope with { End = start + head.Length, Encoding = DatasetEncoding.ImplicitLittle, IsDelimited = false };
            return new DicomElement(head.Tag, ReadItems(inside)) { Position = start - head.Size };
        }
        catch (VolumeFormatException)
        {
            position = start;
            return ReadValue(head, scope);
        }
    }

    private List<DicomDataset> ReadItems(Scope scope)
    {
        if (scope.Depth >= options.MaxDepth)
        {
            throw Error($"more than {options.MaxDepth} sequences lie inside each other. The file is damaged, or the limit is to be raised.");
        }

        var items = new List<DicomDataset>();
        while (position < scope.End)
        {
            if (scope.End - position < 8)
            {
                throw Error("an item or the end of the sequence was expected; the data end here. The file is cut short.");
            }

            ElementHead head = ElementHeads.At(window, position, scope.End, scope.Encoding);
            if (head.Tag == Tags.SequenceDelimitation || (!scope.IsDelimited && head.Tag == Tags.ItemDelimitation))
            {
                position += 8;
                if (scope.IsDelimited)
                {
                    return items;
                }

                continue;
            }

            items.Add(ReadItem(head, scope));
        }

        return scope.IsDelimited
            ? throw Error("the end of the sequence was expected; the data end before it. The file is cut short.") : items;
    }

    private DicomDataset ReadItem(ElementHead head, Scope scope)
    {
        if (head.Tag != Tags.Item || ++count > options.MaxElements)
        {
            throw Error(head.Tag == Tags.Item
                ? $"more than {options.MaxElements:N0} elements and items came. The file is damaged, or the limit is to be raised."
                : $"an item {Tags.Item} was expected; {head.Tag} came. The file is damaged.");
        }

        position += 8;
        if (!head.HasUndefinedLength && head.Length > scope.End - position)
        {
            throw Error($"the item should have {head.Length:N0} bytes; {scope.End - position:N0} are left. The file is cut short or damaged.");
        }

        long end = head.HasUndefinedLength ? scope.End : position + head.Length;
        Scope inner = scope with { End = end, Depth = scope.Depth + 1, IsDelimited = head.HasUndefinedLength };
        DicomDataset item = ReadDataset(inner with { Encoding = EncodingHere(inner) });
        if (!head.HasUndefinedLength)
        {
            position = end;
        }

        return item;
    }

    /// <summary>
    /// Some writers put implicit items into explicit sequences, or explicit ones into unknown elements: the first element tells.
    /// </summary>
    private DatasetEncoding EncodingHere(Scope scope)
    {
        if (scope.End - position < 8)
        {
            return scope.Encoding;
        }

        ReadOnlySpan<byte> head = window.Span(position, 8);
        if (ElementHeads.UInt16(head, scope.Encoding) == 0xFFFE)
        {
            return scope.Encoding;
        }

        bool looksExplicit = ElementHeads.LooksExplicit(head[4..]);
        return (scope.Encoding.IsExplicit, looksExplicit) switch
        {
            (true, false) => scope.Encoding with { IsExplicit = false },
            (false, true) when ElementHeads.UInt32(head[4..], scope.Encoding) > scope.End - position =>
                scope.Encoding with { IsExplicit = true },
            _ => scope.Encoding,
        };
    }
}
