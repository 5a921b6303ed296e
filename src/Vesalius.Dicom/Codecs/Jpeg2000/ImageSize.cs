using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The size of image and tiles on the reference grid (ISO/IEC 15444-1, A.5.1).</summary>
/// <param name="Image">Where the image lies on the reference grid.</param>
/// <param name="FirstTile">The first tile; the others follow in rows.</param>
/// <param name="Components">The components.</param>
internal sealed record ImageSize(Rectangle Image, Rectangle FirstTile, ComponentSize[] Components)
{
    private const uint Furthest = 1 << 30;
    private const int MostTiles = 65535;

    /// <summary>Tiles side by side.</summary>
    public int TilesAcross { get; } = Rectangle.Ceiling(Image.X1 - (long)FirstTile.X0, FirstTile.Width);

    /// <summary>All tiles.</summary>
    public int Tiles => (int)Math.Min(int.MaxValue, (long)TilesAcross * Rectangle.Ceiling(Image.Y1 - (long)FirstTile.Y0, FirstTile.Height));

    /// <summary>Where a tile lies on the reference grid.</summary>
    public Rectangle Tile(int index)
    {
        long x = FirstTile.X0 + (long)(index % TilesAcross) * FirstTile.Width;
        long y = FirstTile.Y0 + (long)(index / TilesAcross) * FirstTile.Height;
        return new Rectangle((int)x, (int)y, Limited(x + FirstTile.Width, int.MaxValue), Limited(y + FirstTile.Height, int.MaxValue)).Intersect(Image);
    }

    /// <summary>Where a component's samples lie, on its own grid.</summary>
    public Rectangle Component(int index) => Image.Coarser(Components[index].StepX, Components[index].StepY);

    public static ImageSize Parse(ReadOnlySpan<byte> body, int at)
    {
        int count = body.Length >= 36 ? BinaryPrimitives.ReadUInt16BigEndian(body[34..]) : 0;
        if (count is < 1 or > 4 || body.Length < 36 + 3 * count)
        {
            throw Jpeg2000Fault.At(at, "the size segment (SIZ) has 36 bytes and three for each of 1 to 4 components; "
                + $"{body.Length} bytes and {count} came.");
        }

        Span<uint> numbers = stackalloc uint[8];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32BigEndian(body[(2 + 4 * i)..]);
        }

        var components = new ComponentSize[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = body.Slice(36 + 3 * i, 3);
            components[i] = new ComponentSize((entry[0] & 0x7F) + 1, entry[0] >= 0x80, entry[1], entry[2]);
        }

        return Make(numbers, components, at);
    }

    private static int Limited(long coordinate, long most) => (int)Math.Min(most, coordinate);

    private static ImageSize Make(ReadOnlySpan<uint> numbers, ComponentSize[] components, int at)
    {
        (uint x1, uint y1, uint x0, uint y0) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        (uint width, uint height, uint tileX, uint tileY) = (numbers[4], numbers[5], numbers[6], numbers[7]);
        bool isSound = x1 < Furthest && y1 < Furthest && x0 < x1 && y0 < y1 && width > 0 && height > 0
            && tileX <= x0 && tileY <= y0 && tileX + (long)width > x0 && tileY + (long)height > y0
            && Array.TrueForAll(components, component => component is { StepX: > 0, StepY: > 0 });
        if (isSound)
        {
            var first = new Rectangle((int)tileX, (int)tileY, Limited(tileX + (long)width, Furthest), Limited(tileY + (long)height, Furthest));
            var size = new ImageSize(new Rectangle((int)x0, (int)y0, (int)x1, (int)y1), first, components);
            if (size.Tiles <= MostTiles)
            {
                return size;
            }
        }

        throw Jpeg2000Fault.At(
            at, $"an image from ({x0}, {y0}) to ({x1}, {y1}) with tiles of {width} × {height} from ({tileX}, {tileY}) on is "
                + "none that can be read. The header is damaged.");
    }
}
