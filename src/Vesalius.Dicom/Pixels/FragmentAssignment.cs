using System.Buffers.Binary;
using Vesalius.Dicom.Serialization;

namespace Vesalius.Dicom.Pixels;

/// <summary>
/// Finds which fragments belong to which frame. Offset tables are often empty or wrong, so what can be told without them is, and the rest
/// is believed only where it fits the fragments.
/// </summary>
internal static class FragmentAssignment
{
    private const int ItemHead = 8;

    /// <summary>The fragments of each frame, or null where they cannot be told apart.</summary>
    public static Range[]? Of(FragmentList list, DicomDataset dataset, int frames)
    {
        int fragments = list.Fragments.Count;
        return frames == 1 && fragments > 0 ? [new Range(0, fragments)]
            : fragments == frames ? [.. Enumerable.Range(0, frames).Select(i => new Range(i, i + 1))]
            : fragments < frames ? null
            : ByStarts(Starts(list, Extended(dataset)), frames, fragments)
              ?? ByStarts(Starts(list, [.. list.Offsets.Select(offset => (ulong)offset)]), frames, fragments)
              ?? ByStarts([.. Enumerable.Range(0, fragments).Where(i => StartsCodeStream(list, i))], frames, fragments);
    }

    private static ulong[] Extended(DicomDataset dataset)
    {
        ReadOnlySpan<byte> table = (dataset.Find(Tags.ExtendedOffsetTable)?.Bytes ?? default).Span;
        ulong[] offsets = new ulong[table.Length / 8];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = BinaryPrimitives.ReadUInt64LittleEndian(table[(8 * i)..]);
        }

        return offsets;
    }

    /// <summary>The fragments at given offsets from the first fragment's item; nothing where an offset hits none.</summary>
    private static List<int> Starts(FragmentList list, ulong[] offsets)
    {
        var byOffset = new Dictionary<ulong, int>();
        long origin = list.Fragments[0].Position - ItemHead;
        for (int i = 0; i < list.Fragments.Count; i++)
        {
            byOffset[(ulong)(list.Fragments[i].Position - ItemHead - origin)] = i;
        }

        var starts = new List<int>();
        foreach (ulong offset in offsets)
        {
            if (!byOffset.TryGetValue(offset, out int fragment))
            {
                return [];
            }

            starts.Add(fragment);
        }

        return starts;
    }

    private static Range[]? ByStarts(List<int> starts, int frames, int fragments)
    {
        bool fits = starts.Count == frames && starts[0] == 0 && starts.Zip(starts.Skip(1)).All(pair => pair.First < pair.Second);
        return fits ? [.. starts.Select((start, i) => new Range(start, i + 1 < frames ? starts[i + 1] : fragments))] : null;
    }

    /// <summary>Whether a fragment begins as the code streams of the JPEG family and JP2 files do.</summary>
    private static bool StartsCodeStream(FragmentList list, int fragment)
    {
        Span<byte> head = stackalloc byte[8];
        Fragment one = list.Fragments[fragment];
        if (one.Length < head.Length)
        {
            return false;
        }

        list.Source.Read(one.Position, head);
        return head is [0xFF, 0xD8, 0xFF, ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 0x0C, (byte)'j', (byte)'P', ..];
    }
}
