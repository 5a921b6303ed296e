using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Rle;

/// <summary>Makes RLE lossless frames (PS3.5 annex G). Runs end with their row, as the standard demands.</summary>
public sealed class RleFrameEncoder : IFrameEncoder
{
    private const int LongestRun = 128;
    private const int ShortestRun = 3;

    /// <inheritdoc/>
    public string TransferSyntax => "1.2.840.10008.1.2.5";

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> pixels, FrameFormat format)
    {
        FrameCheck.Encodable(format, pixels);
        int bytes = format.BytesPerSample, segments = format.SamplesPerPixel * bytes;
        if (segments > RleFrameDecoder.MostSegments)
        {
            throw new ArgumentException($"RLE has {RleFrameDecoder.MostSegments} segments, one for each byte of a pixel; "
                + $"{segments} are needed.", nameof(format));
        }

        var frame = new List<byte>(new byte[RleFrameDecoder.HeaderBytes]);
        var header = new byte[RleFrameDecoder.HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, segments);
        byte[] row = new byte[format.Columns];
        for (int segment = 0; segment < segments; segment++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 + 4 * segment), frame.Count);

            // The most significant byte comes first; in the pixels it comes last.
            int first = segment / bytes * bytes + bytes - 1 - segment % bytes;
            for (int y = 0; y < format.Rows; y++)
            {
                for (int x = 0, at = y * format.Columns * segments + first; x < row.Length; x++, at += segments)
                {
                    row[x] = pixels[at];
                }

                Pack(row, frame);
            }

            if (frame.Count % 2 == 1)
            {
                frame.Add(0);
            }
        }

        header.CopyTo(CollectionsMarshal.AsSpan(frame));
        return [.. frame];
    }

    /// <summary>One row in PackBits: equal bytes from three on as runs, all others as they are.</summary>
    private static void Pack(ReadOnlySpan<byte> row, List<byte> packed)
    {
        int at = 0;
        while (at < row.Length)
        {
            int run = RunAt(row, at);
            if (run >= ShortestRun)
            {
                packed.Add((byte)(1 - run));
                packed.Add(row[at]);
                at += run;
                continue;
            }

            int end = at + run;
            while (end < row.Length && RunAt(row, end) < ShortestRun)
            {
                end++;
            }

            end = Math.Min(end, at + LongestRun);
            packed.Add((byte)(end - at - 1));
            packed.AddRange(row[at..end]);
            at = end;
        }
    }

    private static int RunAt(ReadOnlySpan<byte> row, int at)
    {
        int end = row.Slice(at, Math.Min(LongestRun, row.Length - at)).IndexOfAnyExcept(row[at]);
        return end < 0 ? Math.Min(LongestRun, row.Length - at) : end;
    }
}
