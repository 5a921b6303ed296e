using System.Buffers.Binary;

namespace Vesalius.Dicom.Serialization;

/// <summary>The fragments of compressed pixels.</summary>
internal sealed partial class DatasetParser
{
    /// <summary>When only the header is wanted, the fragments are looked for when someone asks for them.</summary>
    private DicomElement ReadFragments(ElementHead head, Scope scope)
    {
        long start = position;
        if (options.StopsAtPixels && scope.IsTop)
        {
            return new DicomElement(head.Tag, head.Representation, new Lazy<FragmentList>(() => FindFragments(start)))
            {
                Position = start - head.Size,
            };
        }

        FragmentList list = FindFragments(start);
        position = list.End;
        return new DicomElement(head.Tag, head.Representation, new Lazy<FragmentList>(() => list)) { Position = start - head.Size };
    }

    private FragmentList FindFragments(long at)
    {
        var fragments = new List<Fragment>();
        IReadOnlyList<uint>? offsets = null;
        var reader = new ByteWindow(window.Source);
        while (reader.Length - at >= 8)
        {
            ElementHead head = ElementHeads.At(reader, at, reader.Length, DatasetEncoding.ImplicitLittle);
            at += 8;
            if (head.Tag == Tags.SequenceDelimitation)
            {
                return new FragmentList(window.Source, offsets ?? [], fragments, at);
            }

            Expect(head, at, reader.Length, fragments.Count);
            if (offsets is null)
            {
                offsets = Offsets(reader.Span(at, (int)head.Length));
            }
            else
            {
                fragments.Add(new Fragment(at, (int)head.Length));
            }

            at += head.Length;
        }

        warnings.Add("the end of the compressed pixels is not marked; they were taken to reach to the end of the file");
        return new FragmentList(window.Source, offsets ?? [], fragments, reader.Length);
    }

    private void Expect(ElementHead head, long at, long end, int found)
    {
        if (head.Tag != Tags.Item)
        {
            throw Error($"a fragment of the pixels {Tags.Item} was expected; {head.Tag} came. The file is damaged.", at - 8);
        }

        if (head.Length > Math.Min(int.MaxValue, end - at))
        {
            throw Error($"a fragment of the pixels should have {head.Length:N0} bytes; {end - at:N0} are left. The file is cut short or damaged.", at - 8);
        }

        if (found >= options.MaxElements)
        {
            throw Error($"the pixels have more than {options.MaxElements:N0} fragments. The file is damaged, or the limit is to be raised.", at - 8);
        }
    }

    private static uint[] Offsets(ReadOnlySpan<byte> table)
    {
        uint[] offsets = new uint[table.Length / 4];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = BinaryPrimitives.ReadUInt32LittleEndian(table[(4 * i)..]);
        }

        return offsets;
    }
}
