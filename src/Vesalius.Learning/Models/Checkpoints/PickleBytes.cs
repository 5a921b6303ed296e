using System.Buffers.Binary;
using System.Text;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>The bytes of a pickle in order. No more are asked for than the file has, so that no length in it can make memory grow.</summary>
internal sealed class PickleBytes(Stream stream, long available)
{
    private const int LongestLine = 1 << 16;

    /// <summary>How many bytes have been read.</summary>
    public long Position { get; private set; }

    public byte Byte()
    {
        int next = Position < available ? stream.ReadByte() : -1;
        Position++;
        return next >= 0 ? (byte)next : throw new InvalidDataException("it ends too early.");
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(ulong length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>The next so many bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public byte[] Take(ulong count)
    {
        if (count > (ulong)(available - Position) || count > (ulong)Array.MaxLength)
        {
            throw new InvalidDataException($"{count} bytes were announced, but only {available - Position} are left.");
        }

        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        Position += bytes.Length;
        return bytes;
    }

    /// <summary>The bytes up to the next line end, without it.</summary>
    public string Line()
    {
        var line = new List<byte>();
        for (byte next = Byte(); next != '\n'; next = Byte())
        {
            line.Add(next);
            if (line.Count > LongestLine)
            {
                throw new InvalidDataException($"a line longer than {LongestLine} bytes.");
            }
        }

        return Encoding.UTF8.GetString([.. line]);
    }
}
