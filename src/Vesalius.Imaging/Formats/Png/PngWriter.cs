using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Vesalius.Imaging.Formats.Png;

/// <summary>Writes PNG pictures of every colour type and depth, not interlaced.</summary>
internal static class PngWriter
{
    /// <summary>Writes a whole file.</summary>
    /// <param name="file">Where it goes.</param>
    /// <param name="header">The size and the kind of samples.</param>
    /// <param name="pixels">One byte per sample of 8 bits or fewer, two (low byte first) per sample of 16.</param>
    /// <param name="palette">The colours of a palette picture; otherwise null.</param>
    /// <param name="text">Keywords and texts to keep in the file.</param>
    public static void Write(
        Stream file, PngHeader header, ReadOnlySpan<byte> pixels, IReadOnlyList<Rgb>? palette = null, IReadOnlyList<KeyValuePair<string, string>>? text = null)
    {
        file.Write(PngChunks.Signature);
        WriteChunk(file, "IHDR"u8, header.ToBytes());
        if (header.Color == PngColor.Palette && palette is not null)
        {
            WriteChunk(file, "PLTE"u8, [.. palette.SelectMany(color => new[] { color.Red, color.Green, color.Blue })]);
        }

        foreach ((string keyword, string value) in text ?? [])
        {
            if (keyword.Length is > 0 and < 80 && (keyword + value).All(letter => letter is > '\0' and <= '\xFF'))
            {
                WriteChunk(file, "tEXt"u8, Encoding.Latin1.GetBytes($"{keyword}\0{value}"));
            }
        }

        using (var chunks = new MemoryStream())
        {
            WritePixels(chunks, header, pixels);
            WriteChunk(file, "IDAT"u8, chunks.GetBuffer().AsSpan(0, (int)chunks.Length));
        }

        WriteChunk(file, "IEND"u8, []);
    }

    private static void WritePixels(Stream target, PngHeader header, ReadOnlySpan<byte> pixels)
    {
        using var deflated = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true);
        int rowBytes = (int)header.RowBytes(header.Width), plainBytes = header.Width * header.PixelBytes;
        byte[] above = new byte[rowBytes], row = new byte[rowBytes], best = new byte[rowBytes], trial = new byte[rowBytes];
        for (int y = 0; y < header.Height; y++)
        {
            PngSamples.Pack(pixels.Slice(y * plainBytes, plainBytes), header.BitDepth, row);
            int filter = Choose(header, row, above, ref best, ref trial);
            deflated.WriteByte((byte)filter);
            deflated.Write(best);
            (above, row) = (row, above);
        }
    }

    /// <summary>
    /// Indices and few-bit samples compress best unfiltered; of the others the filter with the smallest sum of signed differences is taken,
    /// as the standard recommends (12.8).
    /// </summary>
    private static int Choose(PngHeader header, byte[] row, byte[] above, ref byte[] best, ref byte[] trial)
    {
        row.CopyTo(best, 0);
        if (header.Color == PngColor.Palette || header.BitDepth < 8)
        {
            return 0;
        }

        (int chosen, long least) = (0, Cost(best));
        for (int filter = 1; filter < PngFilter.Count; filter++)
        {
            PngFilter.Apply(filter, row, above, header.FilterStep, trial);
            long cost = Cost(trial);
            if (cost < least)
            {
                (chosen, least) = (filter, cost);
                (best, trial) = (trial, best);
            }
        }

        return chosen;
    }

    private static long Cost(byte[] row)
    {
        long sum = 0;
        foreach (byte value in row)
        {
            sum += value < 128 ? value : 256 - value;
        }

        return sum;
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> bytes)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
        file.Write(number);
        file.Write(type);
        file.Write(bytes);
        var crc = new PngCrc();
        crc.Add(type);
        crc.Add(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.Value);
        file.Write(number);
    }
}
