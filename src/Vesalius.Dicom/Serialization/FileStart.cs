namespace Vesalius.Dicom.Serialization;

/// <summary>Finds where DICOM begins in a file, with or without preamble and file meta information (PS3.10 section 7.1).</summary>
internal static class FileStart
{
    private const int Preamble = 128;

    /// <summary>The position of the file meta information or of the data set, or null where this is not DICOM.</summary>
    public static long? Find(ByteWindow window)
    {
        if (window.Length >= Preamble + 4 && window.Span(Preamble, 4).SequenceEqual("DICM"u8))
        {
            return Preamble + 4;
        }

        if (window.Length >= 4 && window.Span(0, 4).SequenceEqual("DICM"u8))
        {
            return 4;
        }

        return EncodingAt(window, 0) is null ? null : 0;
    }

    /// <summary>
    /// How the data set at a position is encoded, as its first element tells; null where it is no element of the dictionary.
    /// </summary>
    public static DatasetEncoding? EncodingAt(ByteWindow window, long position)
    {
        if (window.Length - position < 8)
        {
            return null;
        }

        ReadOnlySpan<byte> head = window.Span(position, 8);
        foreach (DatasetEncoding encoding in (ReadOnlySpan<DatasetEncoding>)[DatasetEncoding.ExplicitLittle, DatasetEncoding.ExplicitBig])
        {
            if (IsFirst(head, encoding) && ((ValueRepresentation)ElementHeads.UInt16(head[4..], DatasetEncoding.ExplicitLittle)).IsKnown())
            {
                return encoding;
            }
        }

        bool isImplicit = IsFirst(head, DatasetEncoding.ImplicitLittle)
            && ElementHeads.UInt32(head[4..], DatasetEncoding.ImplicitLittle) <= Math.Min(1 << 16, window.Length - position - 8);
        return isImplicit ? DatasetEncoding.ImplicitLittle : null;
    }

    /// <summary>Whether a data set can begin with this tag: one of the first groups, known to the dictionary.</summary>
    private static bool IsFirst(ReadOnlySpan<byte> head, DatasetEncoding encoding)
    {
        var tag = new DicomTag(ElementHeads.UInt16(head, encoding), ElementHeads.UInt16(head[2..], encoding));
        return tag.Group is 0x0002 or 0x0004 or 0x0008 or 0x0010 or 0x0018 or 0x0020 or 0x0028 or 0x0040
            && (tag.Element == 0 || DicomDictionary.RepresentationOf(tag) != ValueRepresentation.UN);
    }
}
