using System.Buffers.Binary;
using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.Jpeg2000;

namespace Vesalius.Dicom.Tests.Codecs;

/// <summary>
/// The headers of JPEG 2000 packets may stand apart from the packets: in the header of their tile-part (PPT) or all in the main header
/// (PPM). No encoder at hand writes them so; frames of an encoder are rearranged.
/// </summary>
public sealed class PackedHeaderTests
{
    [Theory]
    [InlineData("j2k-signed16")]
    [InlineData("j2k-LRCP-colour")]
    [InlineData("j2k-RPCL-grey12")]
    public void Headers_of_packets_may_stand_in_front_of_each_tile_part(string name)
    {
        GoldenFrame frame = GoldenFrame.All[name];
        Assert.Equal(frame.Expected, Samples.Decode(frame.TransferSyntax, Rearranged(frame.Code, inMain: false), frame.Format));
    }

    [Theory]
    [InlineData("j2k-signed16")]
    [InlineData("j2k-LRCP-colour")]
    [InlineData("j2k-RPCL-grey12")]
    public void Headers_of_packets_may_stand_in_the_main_header(string name)
    {
        GoldenFrame frame = GoldenFrame.All[name];
        Assert.Equal(frame.Expected, Samples.Decode(frame.TransferSyntax, Rearranged(frame.Code, inMain: true), frame.Format));
    }

    private static byte[] Rearranged(byte[] code, bool inMain)
    {
        Codestream stream = Codestream.Parse(code, 0);
        int main = code.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x90]);
        List<byte> packed = [], parts = [];
        foreach ((int index, TileCode tile) in stream.Tiles.OrderBy(tile => tile.Value.Bodies[0].Start))
        {
            (byte[] headers, byte[] bodies) = Split(code, stream.Size, index, tile);
            byte[] own = inMain ? [] : Segment(Marker.PackedHeadersTile, headers);
            byte[] part = [0xFF, 0x90, 0, 10, 0, (byte)index, 0, 0, 0, 0, 0, 1, .. own, 0xFF, 0x93, .. bodies];
            BinaryPrimitives.WriteInt32BigEndian(part.AsSpan(6), part.Length);
            parts.AddRange(part);
            byte[] length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, headers.Length);
            packed.AddRange([.. length, .. headers]);
        }

        return [.. code[..main], .. inMain ? InPieces(packed) : [], .. parts, 0xFF, 0xD9];
    }

    /// <summary>Pieces that end anywhere, also within a length.</summary>
    private static byte[] InPieces(List<byte> packed) =>
        [.. packed.Chunk(41).SelectMany((piece, index) => Segment(Marker.PackedHeadersMain, piece, (byte)index))];

    private static byte[] Segment(int marker, byte[] content, byte index = 0) =>
        [0xFF, (byte)marker, (byte)((content.Length + 3) >> 8), (byte)(content.Length + 3), index, .. content];

    private static (byte[] Headers, byte[] Bodies) Split(byte[] code, ImageSize size, int index, TileCode tile)
    {
        (int start, int length) = Assert.Single(tile.Bodies);
        ReadOnlySpan<byte> data = code.AsSpan(start, length);
        TileComponent[] components = [.. size.Components.Select((component, i) => new TileComponent(size.Tile(index), component, tile.Header, (i, 0)))];
        var reader = new PacketReader(tile.Header, data, []);
        List<byte> headers = [], bodies = [];
        foreach (Packet packet in new PacketOrder(size.Tile(index), components, tile.Header).All())
        {
            int before = reader.At, had = Bytes(packet);
            reader.Read(packet);
            int body = Bytes(packet) - had;
            headers.AddRange(data[before..(reader.At - body)]);
            bodies.AddRange(data[(reader.At - body)..reader.At]);
        }

        Assert.True(reader.IsAtEnd);
        return ([.. headers], [.. bodies]);
    }

    private static int Bytes(Packet packet) => packet.Resolution.At(packet.Precinct).Sum(band => band.Blocks.Sum(block => block.Bytes));
}
