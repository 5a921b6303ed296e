using System.Buffers.Binary;
using System.Text;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Reads the fields of a binary header at their byte offsets, in the header's byte order.</summary>
internal readonly ref struct FieldReader(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public short Int16(int at) => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);

    public int Int32(int at) => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    public long Int64(int at) => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    public float Single(int at) => BitConverter.Int32BitsToSingle(Int32(at));

    public double Double(int at) => BitConverter.Int64BitsToDouble(Int64(at));

    /// <summary>Text up to the first zero byte.</summary>
    public string Text(int at, int length)
    {
        ReadOnlySpan<byte> text = bytes.Slice(at, length);
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim();
    }

    public double[] Singles(int at, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Single(at + 4 * i);
        }

        return values;
    }

    public double[] Doubles(int at, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Double(at + 8 * i);
        }

        return values;
    }
}
