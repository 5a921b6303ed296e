using System.Buffers.Binary;

namespace Vesalius.Dicom.Serialization;

/// <summary>
/// Writes data sets, little-endian. Sequences and items state their lengths. What was read as UN stays UN; an element whose value is too
/// long for its representation's 16-bit length is written as UN (PS3.5 section 6.2.2).
/// </summary>
internal sealed class DatasetWriter(DatasetEncoding encoding) : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly MemoryStream buffer = new();

    public long Length => buffer.Length;

    public void Dispose() => buffer.Dispose();

    public void CopyTo(Stream stream) => buffer.WriteTo(stream);

    /// <summary>Writes a data set into this writer's memory.</summary>
    public void Write(DicomDataset dataset)
    {
        foreach (DicomElement element in dataset.Elements.Where(IsWritten))
        {
            Write(element);
        }
    }

    /// <summary>Writes the data set of a file; long values go from source to stream piece by piece.</summary>
    public void WriteTop(DicomDataset dataset, Stream stream)
    {
        foreach (DicomElement element in dataset.Elements.Where(IsWritten))
        {
            if (element.Fragments is { } fragments)
            {
                WriteFragments(element, fragments, stream);
            }
            else if (element.Deferred is { UnitSize: 1 } deferred)
            {
                WriteHead(element.Tag, element.Representation, deferred.Length + deferred.Length % 2);
                Flush(stream);
                Copy(deferred.Source, deferred.Position, deferred.Length, stream);
                Pad(deferred.Length);
            }
            else
            {
                Write(element);
            }

            Flush(stream);
        }
    }

    /// <summary>Group lengths are retired and would be wrong.</summary>
    private static bool IsWritten(DicomElement element) => element.Tag.Element != 0 || element.Tag.Group <= 2;

    private void Write(DicomElement element)
    {
        if (element.IsSequence)
        {
            WriteSequence(element);
            return;
        }

        if (element.Fragments is { } fragments)
        {
            WriteFragments(element, fragments, null);
            return;
        }

        ReadOnlySpan<byte> value = element.Bytes.Span;
        WriteHead(element.Tag, element.Representation, value.Length + value.Length % 2);
        buffer.Write(value);
        Pad(value.Length, element.Representation.IsText() && element.Representation != ValueRepresentation.UI ? (byte)' ' : (byte)0);
    }

    private void WriteSequence(DicomElement element)
    {
        long lengthAt = WriteHead(element.Tag, ValueRepresentation.SQ, 0);
        long start = buffer.Position;
        foreach (DicomDataset item in element.Items)
        {
            long itemLengthAt = WriteHead(Tags.Item, ValueRepresentation.None, 0);
            long itemStart = buffer.Position;
            Write(item);
            Patch(itemLengthAt, buffer.Position - itemStart);
        }

        Patch(lengthAt, buffer.Position - start);
    }

    /// <summary>Fragments go to the stream piece by piece; those of an icon, which lies in an item, into memory.</summary>
    private void WriteFragments(DicomElement element, FragmentList list, Stream? stream)
    {
        WriteHead(element.Tag, element.Representation == ValueRepresentation.UN
            ? ValueRepresentation.OB : element.Representation, ElementHead.Undefined);
        WriteHead(Tags.Item, ValueRepresentation.None, 4L * list.Offsets.Count);
        foreach (uint offset in list.Offsets)
        {
            buffer.Write(BitConverter.GetBytes(offset));
        }

        foreach (Fragment fragment in list.Fragments)
        {
            WriteHead(Tags.Item, ValueRepresentation.None, fragment.Length + fragment.Length % 2);
            if (stream is not null)
            {
                Flush(stream);
            }

            Copy(list.Source, fragment.Position, fragment.Length, stream ?? buffer);
            Pad(fragment.Length);
        }

        WriteHead(Tags.SequenceDelimitation, ValueRepresentation.None, 0);
    }

    /// <summary>Writes what stands before a value.</summary>
    /// <returns>Where the length stands.</returns>
    private long WriteHead(DicomTag tag, ValueRepresentation representation, long length)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(head, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], tag.Element);
        if (!encoding.IsExplicit || representation == ValueRepresentation.None)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(head[4..], checked((uint)length));
            buffer.Write(head[..8]);
            return buffer.Position - 4;
        }

        ValueRepresentation written = length > ushort.MaxValue && !representation.HasLongLength() ? ValueRepresentation.UN : representation;
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], (ushort)written);
        if (!written.HasLongLength())
        {
            BinaryPrimitives.WriteUInt16LittleEndian(head[6..], (ushort)length);
            buffer.Write(head[..8]);
            return buffer.Position - 2;
        }

        head[6..8].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], checked((uint)length));
        buffer.Write(head);
        return buffer.Position - 4;
    }

    private void Patch(long at, long length)
    {
        long end = buffer.Position;
        buffer.Position = at;
        buffer.Write(BitConverter.GetBytes(checked((uint)length)));
        buffer.Position = end;
    }

    private void Pad(long length, byte padding = 0)
    {
        if (length % 2 == 1)
        {
            buffer.WriteByte(padding);
        }
    }

    private void Flush(Stream stream)
    {
        buffer.WriteTo(stream);
        buffer.SetLength(0);
    }

    private static void Copy(IByteSource source, long position, long length, Stream stream)
    {
        byte[] piece = new byte[Math.Min(CopyBytes, length)];
        while (length > 0)
        {
            int count = (int)Math.Min(piece.Length, length);
            source.Read(position, piece.AsSpan(0, count));
            stream.Write(piece, 0, count);
            position += count;
            length -= count;
        }
    }
}
