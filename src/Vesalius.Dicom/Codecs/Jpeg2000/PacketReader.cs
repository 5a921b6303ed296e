using System.Buffers.Binary;
using System.Numerics;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// Reads the packets of a tile: which code blocks they bring passes of, and where the bytes of these lie (ISO/IEC 15444-1, B.9, B.10).
/// </summary>
internal ref struct PacketReader
{
    private const int MostLengthBits = 31;

    private readonly CodingHeader header;
    private readonly ReadOnlySpan<byte> data;
    private readonly ReadOnlySpan<byte> headers;
    private int at;
    private int headerAt;

    /// <param name="header">The tile's header.</param>
    /// <param name="data">The bodies of the tile's parts.</param>
    /// <param name="headers">The headers of packets, where they are stored apart; empty otherwise.</param>
    public PacketReader(CodingHeader header, ReadOnlySpan<byte> data, ReadOnlySpan<byte> headers)
    {
        this.header = header;
        this.data = data;
        this.headers = headers;
    }

    /// <summary>Where the next packet begins, or its body where headers are stored apart.</summary>
    public readonly int At => at;

    /// <summary>Whether all data are read. Streams may end after any packet.</summary>
    public readonly bool IsAtEnd => headers.IsEmpty ? at >= data.Length : headerAt >= headers.Length;

    /// <summary>Reads the next packet.</summary>
    public void Read(Packet packet)
    {
        if (header.MarksPackets && IsMarker(data, at, Marker.StartOfPacket))
        {
            at += 6;
        }

        bool isApart = !headers.IsEmpty;
        ReadOnlySpan<byte> source = isApart ? headers : data;
        var bits = new PacketBits(source, isApart ? headerAt : at);
        var parts = new List<Contribution>();
        if (bits.Bit() == 1)
        {
            foreach (Precinct precinct in packet.Resolution.At(packet.Precinct))
            {
                ReadBlocks(ref bits, precinct, packet, parts);
            }
        }

        bits.Align();
        int end = bits.At + (header.MarksPacketHeaders && IsMarker(source, bits.At, Marker.EndOfPacketHeader) ? 2 : 0);
        (at, headerAt) = isApart ? (at, end) : (end, headerAt);
        TakeBodies(parts);
    }

    private static bool IsMarker(ReadOnlySpan<byte> source, int at, int marker) =>
        at + 2 <= source.Length && BinaryPrimitives.ReadUInt16BigEndian(source[at..]) == marker;

    private static void ReadBlocks(ref PacketBits bits, Precinct precinct, Packet packet, List<Contribution> parts)
    {
        for (int i = 0; i < precinct.Blocks.Length; i++)
        {
            CodeBlock block = precinct.Blocks[i];
            int x = i % precinct.Cells.Width, y = i / precinct.Cells.Width;
            bool isHere = block.IsIncluded ? bits.Bit() == 1 : precinct.Inclusion!.IsLess(ref bits, x, y, packet.Layer + 1);
            if (!isHere)
            {
                continue;
            }

            int planes = precinct.Band.Planes + packet.Component.RegionShift;
            if (!block.IsIncluded)
            {
                block.IsIncluded = true;
                while (!precinct.ZeroPlanes!.IsLess(ref bits, x, y, block.ZeroPlanes + 1))
                {
                    block.ZeroPlanes = block.ZeroPlanes < planes ? block.ZeroPlanes + 1 : throw TooMany(bits.At, "bit planes");
                }
            }

            int passes = ReadPasses(ref bits);
            if (block.Passes + passes > 3 * (planes - block.ZeroPlanes) - 2)
            {
                throw TooMany(bits.At, "coding passes");
            }

            parts.Add(new Contribution(block, ReadLengths(ref bits, block, passes, packet.Component.Style.Options)));
        }
    }

    /// <summary>How many passes a packet brings (ISO/IEC 15444-1, table B.4).</summary>
    private static int ReadPasses(ref PacketBits bits)
    {
        if (bits.Bit() == 0)
        {
            return 1;
        }

        if (bits.Bit() == 0)
        {
            return 2;
        }

        int few = bits.Bits(2);
        if (few < 3)
        {
            return 3 + few;
        }

        int many = bits.Bits(5);
        return many < 31 ? 6 + many : 37 + bits.Bits(7);
    }

    /// <summary>Reads how many bytes belong to each of the code's pieces.</summary>
    /// <returns>Their sum.</returns>
    private static int ReadLengths(ref PacketBits bits, CodeBlock block, int passes, BlockOptions options)
    {
        while (bits.Bit() == 1)
        {
            block.LengthBits++;
        }

        long sum = 0;
        while (passes > 0)
        {
            int together = block.NextSegment(options, passes);
            int count = block.LengthBits + BitOperations.Log2((uint)together);
            if (count > MostLengthBits)
            {
                throw TooMany(bits.At, "bits of a length");
            }

            int length = bits.Bits(count);
            block.Extend(together, length);
            sum += length;
            passes -= together;
        }

        return sum <= int.MaxValue ? (int)sum : throw TooMany(bits.At, "bytes");
    }

    private static FrameDecodingException TooMany(int at, string what) =>
        Jpeg2000Fault.At(at, $"a packet's header says more {what} than there can be. The frame is damaged.");

    private void TakeBodies(List<Contribution> parts)
    {
        foreach (Contribution part in parts)
        {
            if (part.Length > data.Length - at)
            {
                throw Jpeg2000Fault.At(at, $"a code block of {part.Length:N0} bytes was announced; {data.Length - at:N0} came. "
                    + "The frame is damaged or cut short; copy it again.");
            }

            part.Block.AddChunk(at, part.Length);
            at += part.Length;
        }
    }

    private readonly record struct Contribution(CodeBlock Block, int Length);
}
