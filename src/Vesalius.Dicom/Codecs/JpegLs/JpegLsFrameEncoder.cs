namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>Makes lossless JPEG-LS frames (ISO/IEC 14495-1); components are interleaved row by row.</summary>
public sealed class JpegLsFrameEncoder : IFrameEncoder
{
    private const int MostBits = 16;
    private const byte ByRow = 1;

    /// <inheritdoc/>
    public string TransferSyntax => "1.2.840.10008.1.2.4.80";

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> pixels, FrameFormat format)
    {
        FrameCheck.Encodable(format, pixels);
        if (format.BitsAllocated > MostBits || format.SamplesPerPixel > 4 || Math.Max(format.Rows, format.Columns) > ushort.MaxValue)
        {
            throw new ArgumentException(
                $"JPEG-LS holds up to 4 samples of up to {MostBits} bits and {ushort.MaxValue} pixels each way; "
                    + $"{format.SamplesPerPixel} of {format.BitsAllocated} bits "
                + $"and {format.Columns} × {format.Rows} came.",
                nameof(format));
        }

        int precision = Math.Max(2, format.BitsStored);
        var frame = new List<byte>(pixels.Length / 2);
        WriteHeaders(frame, format, precision);
        var model = new JpegLsModel(JpegLsParameters.Default((1 << precision) - 1, near: 0));
        var bits = new JpegLsBitWriter(frame);
        var encoder = new JpegLsScanEncoder(model, format.Columns, bits);
        JpegLsLine[] lines = [.. Enumerable.Range(0, format.SamplesPerPixel).Select(_ => new JpegLsLine(format.Columns))];
        int rowBytes = pixels.Length / format.Rows;
        for (int y = 0; y < format.Rows; y++)
        {
            for (int component = 0; component < lines.Length; component++)
            {
                SampleRow.Load(pixels.Slice(y * rowBytes, rowBytes), component, format, lines[component].Samples);
                encoder.Row(lines[component]);
                lines[component].Advance();
            }
        }

        bits.Flush();
        frame.AddRange([0xFF, JpegLsHeader.EndOfImage]);
        if (frame.Count % 2 == 1)
        {
            frame.Add(0);
        }

        return [.. frame];
    }

    private static void WriteHeaders(List<byte> frame, FrameFormat format, int precision)
    {
        int count = format.SamplesPerPixel;
        frame.AddRange([0xFF, JpegLsHeader.StartOfImage, 0xFF, JpegLsHeader.StartOfFrame, 0, (byte)(8 + 3 * count), (byte)precision]);
        frame.AddRange([(byte)(format.Rows >> 8), (byte)format.Rows, (byte)(format.Columns >> 8), (byte)format.Columns, (byte)count]);
        for (int i = 0; i < count; i++)
        {
            frame.AddRange([(byte)(i + 1), 0x11, 0]);
        }

        frame.AddRange([0xFF, JpegLsHeader.StartOfScan, 0, (byte)(6 + 2 * count), (byte)count]);
        for (int i = 0; i < count; i++)
        {
            frame.AddRange([(byte)(i + 1), 0]);
        }

        frame.AddRange([0, count > 1 ? ByRow : (byte)0, 0]);
    }
}
