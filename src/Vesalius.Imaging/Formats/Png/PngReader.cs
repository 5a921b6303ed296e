using System.IO.Compression;
using System.Text;

namespace Vesalius.Imaging.Formats.Png;

/// <summary>Reads one PNG file (ISO/IEC 15948): first what stands before the pixels, then the pixels.</summary>
internal sealed class PngReader
{
    /// <summary>Deflate cannot shrink further than this: a file too small for its size in the header is refused before memory is taken.</summary>
    private const long GreatestShrinkage = 1032;
    private const int LongestText = 1 << 20;

    private readonly string path;
    private readonly long fileBytes;
    private readonly PngChunks chunks;
    private readonly PngHeader header;
    private readonly List<KeyValuePair<string, string>> text = [];
    private readonly List<string> warnings = [];
    private Rgb[]? palette;

    public PngReader(Stream file, string path)
    {
        this.path = path;
        fileBytes = file.Length;
        chunks = new PngChunks(file, path);
        chunks.ReadSignature();
        if (!chunks.Next() || chunks.Type != "IHDR" || chunks.Left != PngHeader.Length)
        {
            throw PngFormat.Broken("the first chunk must be an IHDR of 13 bytes.", path, 8);
        }

        header = PngHeader.Parse(chunks.ReadAll(PngHeader.Length), path);
        while (chunks.Next() && chunks.Type != "IDAT")
        {
            Note();
        }

        if (chunks.Type != "IDAT")
        {
            throw PngFormat.Broken("the file ends before its pixels (no IDAT chunk).", path, fileBytes);
        }

        if (header.Color == PngColor.Palette && palette is null)
        {
            throw PngFormat.Broken("a palette picture needs a PLTE chunk before its pixels.", path);
        }
    }

    /// <summary>The image without its pixels.</summary>
    public StoredImage Describe(byte[] bytes) => new()
    {
        Format = PngFormat.FormatName,
        Grid = Grid.Planar(header.Width, header.Height),
        Components = header.Samples,
        Interleaved = header.Samples > 1,
        Type = header.Type,
        Bytes = bytes,
        HasAlpha = header.HasAlpha,
        Palette = header.Color == PngColor.Palette ? palette : null,
        Metadata = text,
        Warnings = warnings,
    };

    /// <summary>The image with its pixels.</summary>
    public StoredImage Read(ReadLimits limits)
    {
        limits.Check(Describe([]), path);
        if (header.PackedBytes() / GreatestShrinkage > fileBytes)
        {
            throw PngFormat.Broken(
                $"the header says {header.Width} × {header.Height} pixels, more than {fileBytes} bytes of file can hold: it is cut short or damaged.", path);
        }

        byte[] pixels = new byte[header.Width * (long)header.Height * header.PixelBytes];
        try
        {
            using var inflated = new ZLibStream(new PngPixelStream(chunks), CompressionMode.Decompress);
            foreach (PngPass pass in PngPass.Of(header))
            {
                ReadPass(pass, inflated, pixels);
            }
        }
        catch (InvalidDataException error)
        {
            throw new VolumeFormatException(PngFormat.FormatName, "the compressed pixels are damaged.", path, innerException: error);
        }

        ReadRest();
        return Describe(pixels);
    }

    private void ReadPass(PngPass pass, Stream inflated, byte[] pixels)
    {
        int rowBytes = checked((int)header.RowBytes(pass.Width)), pixel = header.PixelBytes;
        byte[] above = new byte[rowBytes], row = new byte[rowBytes], plain = new byte[(long)pass.Width * pixel];
        for (int line = 0; line < pass.Height; line++)
        {
            int filter = inflated.ReadByte();
            if (filter < 0 || inflated.ReadAtLeast(row, rowBytes, throwOnEndOfStream: false) < rowBytes)
            {
                throw PngFormat.Broken($"the pixels end in row {line} of {pass.Height}: the file is cut short.", path);
            }

            if (!PngFilter.Undo(filter, row, above, header.FilterStep))
            {
                throw PngFormat.Broken($"row {line} names filter {filter}; 0 to 4 are known.", path);
            }

            PngSamples.Unpack(row, header.BitDepth, plain);
            long start = ((pass.StartY + line * (long)pass.StepY) * header.Width + pass.StartX) * pixel;
            for (int x = 0; pass.StepX > 1 && x < pass.Width; x++)
            {
                plain.AsSpan(x * pixel, pixel).CopyTo(pixels.AsSpan((int)start + x * pass.StepX * pixel));
            }

            if (pass.StepX == 1)
            {
                plain.CopyTo(pixels.AsSpan((int)start));
            }

            (above, row) = (row, above);
        }
    }

    /// <summary>The pixels are whole; a file that lacks its end mark all the same is used, and that is said.</summary>
    private void ReadRest()
    {
        while (chunks.Type is not ("IEND" or ""))
        {
            if (chunks.Next())
            {
                Note();
            }
        }

        if (chunks.Type == "IEND")
        {
            chunks.Finish();
        }
        else
        {
            warnings.Add("the file ends without its end mark (IEND); its pixels are complete");
        }
    }

    private void Note()
    {
        switch (chunks.Type)
        {
            case "PLTE":
                palette = ParsePalette(chunks.ReadAll(3 * 256));
                break;
            case "tEXt" when chunks.Left <= LongestText:
                string[] parts = Encoding.Latin1.GetString(chunks.ReadAll(LongestText)).Split('\0', 2);
                text.Add(KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : string.Empty));
                break;
            case "IDAT" or "IEND":
                break;
            default:
                if (chunks.Type.Length == 0 || char.IsAsciiLetterUpper(chunks.Type[0]) || !chunks.Type.All(char.IsAsciiLetter))
                {
                    throw PngFormat.Broken($"chunk '{chunks.Type}' is not known, and the file says it cannot be understood without it.", path);
                }

                break;
        }
    }

    private Rgb[] ParsePalette(byte[] bytes) => bytes.Length % 3 == 0 && bytes.Length > 0
        ? [.. bytes.Chunk(3).Select(entry => new Rgb(entry[0], entry[1], entry[2]))]
        : throw PngFormat.Broken($"a palette has 3 bytes per colour; this one has {bytes.Length} bytes.", path);
}
