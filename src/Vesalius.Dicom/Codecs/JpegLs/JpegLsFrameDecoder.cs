using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>
/// JPEG-LS frames (ISO/IEC 14495-1, PS3.5 8.2.3): lossless and near-lossless, 2 to 16 bits, components one after the other or interleaved
/// row by row or sample by sample. Mapping tables and sizes beyond 65535 are refused.
/// </summary>
/// <remarks>The code knows no signs: signed samples are extended from the bits the data set stores.</remarks>
public sealed class JpegLsFrameDecoder : IFrameDecoder
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> TransferSyntaxes { get; } = ["1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"];

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> frame, FrameFormat format, Span<byte> pixels)
    {
        FrameCheck.Size(JpegLsFault.Codec, format, pixels);
        if (frame.Length < 2 || frame[0] != 0xFF || frame[1] != JpegLsHeader.StartOfImage)
        {
            throw JpegLsFault.At(0, "the frame does not begin with the marker FF D8.");
        }

        var header = new JpegLsHeader();
        int decoded = 0;
        for (int at = 2; TryMarker(frame, ref at, out byte marker, out ReadOnlySpan<byte> body) && marker != JpegLsHeader.EndOfImage;)
        {
            int start = at + 4 + body.Length;
            if (marker == JpegLsHeader.StartOfScan)
            {
                (int columns, int rows) = header.Size;
                FrameCheck.SameShape(JpegLsFault.Codec, format, (columns, rows, header.Components, header.Precision), at);
                JpegLsScan scan = header.Scan(body, at);
                if (Array.Exists(scan.Components, component => (decoded >> component & 1) != 0))
                {
                    throw JpegLsFault.At(at, "a component comes in one scan; this one names one that came before. The frame is damaged.");
                }

                at = DecodeScan(frame, start, scan, format, pixels);
                Array.ForEach(scan.Components, component => decoded |= 1 << component);
            }
            else
            {
                header.Take(marker, body, at);
                at = start;
            }
        }

        if (header.Components == 0 || decoded != (1 << header.Components) - 1)
        {
            throw JpegLsFault.At(frame.Length, "the frame ends before all its components came. It was cut short; copy it again.");
        }

        FrameCheck.ExtendSign(format, format.BitsStored, pixels);
    }

    private static bool TryMarker(ReadOnlySpan<byte> frame, ref int at, out byte marker, out ReadOnlySpan<byte> body)
    {
        body = default;
        marker = 0;
        while (at + 1 < frame.Length && (frame[at] != 0xFF || frame[at + 1] is 0 or 0xFF))
        {
            at++;
        }

        if (at + 1 >= frame.Length || frame[at + 1] == JpegLsHeader.EndOfImage)
        {
            return false;
        }

        marker = frame[at + 1];
        int length = at + 4 <= frame.Length ? BinaryPrimitives.ReadUInt16BigEndian(frame[(at + 2)..]) : 0;
        body = length >= 2 && at + 2 + length <= frame.Length
            ? frame.Slice(at + 4, length - 2)
            : throw JpegLsFault.At(at, $"marker FF {marker:X2} reaches beyond the end of the frame: it was cut short.");
        return true;
    }

    private static int DecodeScan(ReadOnlySpan<byte> frame, int start, JpegLsScan scan, FrameFormat format, Span<byte> pixels)
    {
        var model = new JpegLsModel(scan.Parameters);
        var decoder = new JpegLsScanDecoder(model, format.Columns);
        var together = scan.BySample ? new JpegLsSampleInterleave(model, decoder, format.Columns) : null;
        JpegLsLine[] lines = Array.ConvertAll(scan.Components, _ => new JpegLsLine(format.Columns));
        var bits = new JpegLsBitReader(frame, start);
        int rowBytes = pixels.Length / format.Rows;
        for (int y = 0; y < format.Rows; y++)
        {
            if (scan.RestartRows > 0 && y > 0 && y % scan.RestartRows == 0)
            {
                bits = new JpegLsBitReader(frame, RestartAt(frame, bits.FindMarker(), y / scan.RestartRows - 1));
                model.Restart();
                Array.ForEach(lines, line => line.Restart());
            }

            together?.Row(ref bits, lines);
            for (int i = 0; i < lines.Length; i++)
            {
                if (together is null)
                {
                    decoder.Row(ref bits, lines[i]);
                }

                SampleRow.Store(lines[i].Samples, pixels.Slice(y * rowBytes, rowBytes), scan.Components[i], format);
                lines[i].Advance();
            }
        }

        return bits.FindMarker();
    }

    private static int RestartAt(ReadOnlySpan<byte> frame, int marker, int count)
    {
        int expected = 0xD0 + (count & 7);
        return marker + 1 < frame.Length && frame[marker + 1] == expected
            ? marker + 2
            : throw JpegLsFault.At(marker, $"restart marker FF {expected:X2} was expected. The data are damaged.");
    }
}
