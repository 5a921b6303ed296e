using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Vesalius.Learning.Models;

/// <summary>
/// Writes protocol buffer messages field by field, as far as ONNX and TensorBoard need it: whole numbers, binary32 and binary64, texts, bytes
/// and nested messages.
/// Source: protobuf.dev, "Encoding".
/// </summary>
internal sealed class ProtobufWriter : IDisposable
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private readonly MemoryStream bytes = new();

    /// <summary>Bytes written so far.</summary>
    public long Length => bytes.Length;

    public ProtobufWriter Number(int field, long value)
    {
        Key(field, Varint);
        Raw((ulong)value);
        return this;
    }

    public ProtobufWriter Single(int field, float value)
    {
        Key(field, Fixed32);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(four, value);
        bytes.Write(four);
        return this;
    }

    public ProtobufWriter Double(int field, double value)
    {
        Key(field, Fixed64);
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
        bytes.Write(eight);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, Delimited);
        Raw((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    /// <summary>Little-endian binary32 numbers as bytes.</summary>
    public ProtobufWriter Floats(int field, float[] values) => Bytes(field, MemoryMarshal.AsBytes<float>(values));

    public ProtobufWriter Message(int field, Action<ProtobufWriter> write)
    {
        using var inner = new ProtobufWriter();
        write(inner);
        Key(field, Delimited);
        Raw((ulong)inner.bytes.Length);
        inner.bytes.WriteTo(bytes);
        return this;
    }

    /// <summary>The beginning of a nested message whose bytes are written elsewhere.</summary>
    public ProtobufWriter Prefix(int field, long length)
    {
        Key(field, Delimited);
        Raw((ulong)length);
        return this;
    }

    public void WriteTo(Stream stream) => bytes.WriteTo(stream);

    /// <summary>The message.</summary>
    public byte[] ToArray() => bytes.ToArray();

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();

    private void Key(int field, int kind) => Raw((ulong)(field << 3 | kind));

    private void Raw(ulong value)
    {
        while (value >= 0x80)
        {
            bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        bytes.WriteByte((byte)value);
    }
}
