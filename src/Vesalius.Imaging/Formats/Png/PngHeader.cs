using System.Buffers.Binary;

namespace Vesalius.Imaging.Formats.Png;

/// <summary>The IHDR chunk: the size of the picture and how its samples are stored.</summary>
internal sealed record PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool Interlaced)
{
    public const int Length = 13;

    /// <summary>Samples of one pixel.</summary>
    public int Samples => Color switch { PngColor.Rgb => 3, PngColor.GreyAlpha => 2, PngColor.Rgba => 4, _ => 1 };

    public bool HasAlpha => Color is PngColor.GreyAlpha or PngColor.Rgba;

    public VoxelType Type => BitDepth == 16 ? VoxelType.UInt16 : VoxelType.UInt8;

    /// <summary>Bytes of one pixel once unpacked: a sample of 8 bits or fewer takes one byte, one of 16 takes two.</summary>
    public int PixelBytes => Samples * Type.Size();

    /// <summary>How far back the filters look: the bytes of one packed pixel, at least 1.</summary>
    public int FilterStep => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>Bytes of a packed row of so many pixels, without its filter byte.</summary>
    public long RowBytes(int width) => ((long)width * Samples * BitDepth + 7) / 8;

    /// <summary>All packed rows with their filter bytes: what the compressed stream must hold.</summary>
    public long PackedBytes() => PngPass.Of(this).Sum(pass => pass.Height * (1 + RowBytes(pass.Width)));

    /// <summary>Reads the 13 bytes of the chunk.</summary>
    public static PngHeader Parse(ReadOnlySpan<byte> chunk, string path)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk), height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw PngFormat.Broken($"a picture has 1 to 2147483647 pixels each way; the header says {width} × {height}.", path, 16);
        }

        (int depth, var color, int interlace) = (chunk[8], (PngColor)chunk[9], chunk[12]);
        if (!Allows(color, depth))
        {
            throw PngFormat.Broken($"color type {(int)color} with {depth} bits per sample is not one the standard allows.", path, 24);
        }

        if (chunk[10] != 0 || chunk[11] != 0 || interlace > 1)
        {
            throw PngFormat.Broken($"compression {chunk[10]}, filter {chunk[11]}, interlace {interlace}: only 0, 0 and 0 or 1 are known.", path, 26);
        }

        return new PngHeader((int)width, (int)height, depth, color, interlace == 1);
    }

    /// <summary>The 13 bytes of the chunk.</summary>
    public byte[] ToBytes()
    {
        byte[] chunk = new byte[Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, Width);
        BinaryPrimitives.WriteInt32BigEndian(chunk.AsSpan(4), Height);
        chunk[8] = (byte)BitDepth;
        chunk[9] = (byte)Color;
        chunk[12] = (byte)(Interlaced ? 1 : 0);
        return chunk;
    }

    private static bool Allows(PngColor color, int depth) => color switch
    {
        PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngColor.Palette => depth is 1 or 2 or 4 or 8,
        PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => depth is 8 or 16,
        _ => false,
    };
}
