using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>
/// Packs bytes as one ordinary gzip member, in pieces of a megabyte that are packed side by side: each ends at a byte boundary (a sync flush),
/// so the pieces can be joined. The result does not depend on the number of processors.
/// </summary>
internal static class GzipWriter
{
    private const int Piece = 1 << 20;

    /// <summary>Measured on CT and label maps: lower levels leave files a third larger and are hardly faster, higher ones take twice the time for 1 %.</summary>
    private const int Level = 3;

    private static ReadOnlySpan<byte> Header => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

    private static ReadOnlySpan<byte> EmptyLastBlock => [3, 0];

    /// <summary>Writes the parts one after the other.</summary>
    public static void Write(Stream target, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var crc = new Crc32();
        uint length = 0;
        target.Write(Header);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            crc.Append(part.Span);
            length += (uint)part.Length;
            WritePart(target, part);
        }

        target.Write(EmptyLastBlock);
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        target.Write(trailer);
    }

    private static void WritePart(Stream target, ReadOnlyMemory<byte> part)
    {
        int pieces = (part.Length + Piece - 1) / Piece, together = 4 * Environment.ProcessorCount;
        for (int first = 0; first < pieces; first += together)
        {
            int start = first;
            var packed = new MemoryStream[Math.Min(together, pieces - first)];
            Parallel.For(0, packed.Length, i =>
            {
                int from = (start + i) * Piece;
                packed[i] = Packed(part.Slice(from, Math.Min(Piece, part.Length - from)).Span);
            });
            foreach (MemoryStream piece in packed)
            {
                piece.WriteTo(target);
            }
        }
    }

    private static MemoryStream Packed(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        var deflate = new DeflateStream(packed, new ZLibCompressionOptions { CompressionLevel = Level }, leaveOpen: true);
        deflate.Write(bytes);
        deflate.Flush();
        long length = packed.Length;
        deflate.Dispose();
        packed.SetLength(length);
        return packed;
    }
}
