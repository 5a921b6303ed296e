using System.Buffers.Binary;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>What the marker segments before a scan set: tables, the restart interval, the colours.</summary>
internal sealed class JpegTables
{
    /// <summary>The order in which the coefficients of a block are stored (ISO/IEC 10918-1, figure A.6).</summary>
    public static ReadOnlySpan<byte> ZigZag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    public HuffmanTable?[] Dc { get; } = new HuffmanTable?[4];

    public HuffmanTable?[] Ac { get; } = new HuffmanTable?[4];

    /// <summary>Quantisation steps in the natural order of coefficients.</summary>
    public ushort[]?[] Steps { get; } = new ushort[]?[4];

    /// <summary>MCUs between two restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    public JpegColorTransform Color { get; private set; }

    /// <summary>Takes a marker segment, if it is one of those that set something.</summary>
    public void Take(byte marker, ReadOnlySpan<byte> segment, int at)
    {
        switch (marker)
        {
            case JpegMarker.HuffmanTables:
                TakeHuffman(segment, at);
                break;
            case JpegMarker.QuantizationTables:
                TakeQuantization(segment, at);
                break;
            case JpegMarker.RestartInterval when segment.Length >= 2:
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                break;
            case JpegMarker.App0 when segment.StartsWith("JFIF\0"u8) && Color == JpegColorTransform.Unsaid:
                Color = JpegColorTransform.YCbCr;
                break;
            case JpegMarker.App14 when segment.StartsWith("Adobe"u8) && segment.Length >= 12:
                Color = segment[11] == 0 ? JpegColorTransform.None : JpegColorTransform.YCbCr;
                break;
        }
    }

    private void TakeHuffman(ReadOnlySpan<byte> segment, int at)
    {
        while (segment.Length > 0)
        {
            int total = 0;
            for (int i = 1; i <= 16 && i < segment.Length; i++)
            {
                total += segment[i];
            }

            if (segment.Length < 17 + total || (segment[0] & 15) > 3 || segment[0] >> 4 > 1 || total > 256)
            {
                throw JpegFault.At(at, "a Huffman table (DHT) is damaged: it does not fit into its segment.");
            }

            var table = HuffmanTable.Create(segment[1..17], segment.Slice(17, total), at);
            (segment[0] >> 4 == 0 ? Dc : Ac)[segment[0] & 15] = table;
            segment = segment[(17 + total)..];
        }
    }

    private void TakeQuantization(ReadOnlySpan<byte> segment, int at)
    {
        while (segment.Length > 0)
        {
            int width = (segment[0] >> 4) + 1;
            if (width > 2 || (segment[0] & 15) > 3 || segment.Length < 1 + 64 * width)
            {
                throw JpegFault.At(at, "a quantisation table (DQT) is damaged: it has 64 numbers of 1 or 2 bytes.");
            }

            var steps = new ushort[64];
            for (int i = 0; i < 64; i++)
            {
                steps[ZigZag[i]] = width == 1 ? segment[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + 2 * i)..]);
            }

            Steps[segment[0] & 15] = steps;
            segment = segment[(1 + 64 * width)..];
        }
    }
}
