namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>What the tile-parts of one tile hold.</summary>
internal sealed class TileCode(CodingHeader header)
{
    private readonly List<(int Index, byte[] Bytes)> packedHeaders = [];

    public CodingHeader Header { get; } = header;

    /// <summary>Where the packets of each tile-part lie in the frame.</summary>
    public List<(int Start, int Length)> Bodies { get; } = [];

    /// <summary>The headers of packets, where they are not stored with the packets; empty otherwise.</summary>
    public byte[] PackedHeaders => [.. packedHeaders.OrderBy(part => part.Index).SelectMany(part => part.Bytes)];

    /// <summary>Takes headers of packets that stand in front of the packets.</summary>
    public void TakeHeaders(int index, ReadOnlySpan<byte> bytes) => packedHeaders.Add((index, bytes.ToArray()));
}
