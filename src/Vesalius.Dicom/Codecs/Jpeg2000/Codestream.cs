using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A code stream taken apart: its main header, and the tile-parts of each tile (ISO/IEC 15444-1, annex A).</summary>
internal sealed class Codestream
{
    private readonly List<(int Index, byte[] Bytes)> mainPackedHeaders = [];
    private readonly Dictionary<int, TileCode> tiles = [];
    private Queue<byte[]>? partHeaders;
    private CodingHeader? header;

    private Codestream()
    {
    }

    public ImageSize Size { get; private set; } = null!;

    /// <summary>The tiles by their number.</summary>
    public IReadOnlyDictionary<int, TileCode> Tiles => tiles;

    /// <summary>Reads the size of the image and nothing else.</summary>
    public static ImageSize Describe(ReadOnlySpan<byte> code, int start) => Parse(code, start, sizeOnly: true).Size;

    /// <summary>Reads all headers.</summary>
    /// <param name="code">The frame.</param>
    /// <param name="start">Where the code stream begins.</param>
    public static Codestream Parse(ReadOnlySpan<byte> code, int start) => Parse(code, start, sizeOnly: false);

    private static Codestream Parse(ReadOnlySpan<byte> code, int start, bool sizeOnly)
    {
        var stream = new Codestream();
        int at = start + 2;
        while (at + 2 <= code.Length)
        {
            int marker = BinaryPrimitives.ReadUInt16BigEndian(code[at..]);
            if (marker == Marker.EndOfCodestream)
            {
                break;
            }

            // Padding may follow a stream that has lost its end marker.
            if (marker < 0xFF00 && stream.tiles.Count > 0)
            {
                break;
            }

            if (marker == Marker.StartOfTilePart)
            {
                at = stream.TakeTilePart(code, at);
                continue;
            }

            ReadOnlySpan<byte> body = Body(code, at, marker);
            stream.TakeMain(marker, body, at);
            if (sizeOnly && stream.header is not null)
            {
                return stream;
            }

            at += 4 + body.Length;
        }

        return stream.tiles.Count > 0 ? stream : throw Jpeg2000Fault.At(at, "the code stream ends before its first tile. It was "
            + "cut short; copy it again.");
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> code, int at, int marker)
    {
        int length = at + 4 <= code.Length ? BinaryPrimitives.ReadUInt16BigEndian(code[(at + 2)..]) : 0;
        return marker >= 0xFF00 && length >= 2 && at + 2 + length <= code.Length
            ? code.Slice(at + 4, length - 2)
            : throw Jpeg2000Fault.At(at, $"a marker and its length were expected; {marker:X4} came, or it reaches beyond the "
                + "end of the frame. The frame is damaged or cut short.");
    }

    private void TakeMain(int marker, ReadOnlySpan<byte> body, int at)
    {
        if (marker == Marker.Size && header is null)
        {
            Size = ImageSize.Parse(body, at);
            header = new CodingHeader(Size.Components.Length);
        }
        else if (header is null)
        {
            throw Jpeg2000Fault.At(at, $"the size of the image (FF51) was expected first; {marker:X4} came.");
        }
        else if (marker == Marker.Capabilities)
        {
            throw Jpeg2000Fault.At(at, "high-throughput code streams (HTJ2K, part 15) are not read. Convert the frame to JPEG "
                + "2000 part 1 first.");
        }
        else if (marker == Marker.PackedHeadersMain && body.Length > 0)
        {
            mainPackedHeaders.Add((body[0], body[1..].ToArray()));
        }
        else
        {
            header.Take(marker, body, at);
        }
    }

    private int TakeTilePart(ReadOnlySpan<byte> code, int at)
    {
        ReadOnlySpan<byte> start = Body(code, at, Marker.StartOfTilePart);
        if (header is not { IsComplete: true } || start.Length < 8)
        {
            throw Jpeg2000Fault.At(at, "the main header has no coding style (COD) or no quantisation (QCD), or the tile-part's "
                + "header is too short.");
        }

        int index = BinaryPrimitives.ReadUInt16BigEndian(start);
        long length = BinaryPrimitives.ReadUInt32BigEndian(start[2..]);
        long end = length == 0 ? EndOf(code) : at + length;
        if (index >= Size.Tiles || end > code.Length || end < at + 14)
        {
            throw Jpeg2000Fault.At(
                at, $"tile-part of tile {index + 1} of {Size.Tiles} ends at byte {end:N0} of {code.Length:N0}. The frame is "
                    + "damaged or cut short; copy it again.");
        }

        if (!tiles.TryGetValue(index, out TileCode? tile))
        {
            tile = new TileCode(header.ForTile());
            tiles.Add(index, tile);
        }

        int data = TakeTileHeader(code[..(int)end], at + 12, tile);
        if (NextPartHeaders() is { } packed)
        {
            tile.TakeHeaders(tile.Bodies.Count, packed);
        }

        tile.Bodies.Add((data, (int)end - data));
        return (int)end;
    }

    /// <summary>Where a tile-part ends that does not say so itself: at the end marker, if there is one.</summary>
    private static int EndOf(ReadOnlySpan<byte> code)
    {
        int end = code.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
        return end >= code.Length - 3 && end >= 0 ? end : code.Length;
    }

    private static int TakeTileHeader(ReadOnlySpan<byte> code, int at, TileCode tile)
    {
        while (at + 2 <= code.Length)
        {
            int marker = BinaryPrimitives.ReadUInt16BigEndian(code[at..]);
            if (marker == Marker.StartOfData)
            {
                return at + 2;
            }

            ReadOnlySpan<byte> body = Body(code, at, marker);
            if (marker == Marker.PackedHeadersTile && body.Length > 0)
            {
                tile.TakeHeaders(body[0], body[1..]);
            }
            else
            {
                tile.Header.Take(marker, body, at);
            }

            at += 4 + body.Length;
        }

        throw Jpeg2000Fault.At(at, "the data of a tile-part (FF93) were expected; it ends before. The frame is damaged.");
    }

    /// <summary>
    /// The headers of the next tile-part's packets, where the main header holds them: after each other, each with its length in front
    /// (ISO/IEC 15444-1, A.7.4).
    /// </summary>
    private byte[]? NextPartHeaders()
    {
        if (mainPackedHeaders.Count == 0)
        {
            return null;
        }

        partHeaders ??= Split([.. mainPackedHeaders.OrderBy(part => part.Index).SelectMany(part => part.Bytes)]);
        return partHeaders.Count > 0 ? partHeaders.Dequeue() : [];
    }

    private static Queue<byte[]> Split(ReadOnlySpan<byte> all)
    {
        var parts = new Queue<byte[]>();
        while (all.Length >= 4)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(all), (uint)all.Length - 4);
            parts.Enqueue(all.Slice(4, length).ToArray());
            all = all[(4 + length)..];
        }

        return parts;
    }
}
