using System.Buffers.Binary;

namespace Vesalius.Dicom.Pixels;

/// <summary>A table that maps stored values (PS3.3 C.11.1): to modality values, to grey levels, to one colour of a palette.</summary>
/// <param name="First">The stored value of the first entry; what is below it has the first entry too.</param>
/// <param name="Entries">The entries; what is beyond the last one has the last entry.</param>
/// <param name="Bits">How many bits of an entry have a meaning: 8 to 16.</param>
public sealed record LookupTable(int First, IReadOnlyList<ushort> Entries, int Bits)
{
    /// <summary>The entry of a stored value.</summary>
    public ushort this[double stored] => Entries[(int)Math.Clamp(stored - First, 0, Entries.Count - 1)];

    /// <summary>Reads a table.</summary>
    /// <param name="dataset">Where its two elements are.</param>
    /// <param name="descriptor">How many entries, which value the first one is for, and how many bits they have.</param>
    /// <param name="content">The entries.</param>
    /// <param name="isSigned">Whether stored values are signed, and so the first value too.</param>
    /// <returns>Null where the table is absent, empty, or shorter than its descriptor says.</returns>
    public static LookupTable? Of(DicomDataset dataset, DicomTag descriptor, DicomTag content, bool isSigned)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ReadOnlySpan<byte> head = (dataset.Find(descriptor)?.Bytes ?? default).Span, bytes = (dataset.Find(content)?.Bytes ?? default).Span;
        if (head.Length < 6)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(head), bits = BinaryPrimitives.ReadUInt16LittleEndian(head[4..]);
        int first = isSigned ? BinaryPrimitives.ReadInt16LittleEndian(head[2..]) : BinaryPrimitives.ReadUInt16LittleEndian(head[2..]);
        count = count == 0 ? 1 << 16 : count;
        bool isPacked = bytes.Length < 2 * count;
        if (bytes.Length < count)
        {
            return null;
        }

        ushort[] entries = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            entries[i] = isPacked ? bytes[i] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
        }

        return new LookupTable(first, entries, isPacked ? 8 : Math.Clamp(bits, 8, 16));
    }
}
