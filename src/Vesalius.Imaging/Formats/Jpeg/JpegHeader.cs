using System.Buffers.Binary;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// What the markers of a JPEG file say (ISO/IEC 10918-1, annex B): size, components, orientation, and whether the end is there.
/// </summary>
internal sealed record JpegHeader
{
    public int Width { get; private init; }

    public int Height { get; private init; }

    public int Components { get; private init; }

    /// <summary>Bits of a sample.</summary>
    public int Precision { get; private init; }

    /// <summary>1 for upright; otherwise how the picture is to be turned (EXIF 2.3, tag 0112).</summary>
    public int Orientation { get; private init; } = 1;

    /// <summary>Whether the end-of-image marker was found: without it a decoder fills what is missing with grey.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>Walks through the markers.</summary>
    public static JpegHeader Parse(ReadOnlySpan<byte> file, ImageSource source)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != JpegMarker.StartOfImage)
        {
            throw source.Error("the file does not begin with the JPEG marker FF D8.", 0);
        }

        var header = new JpegHeader();
        for (int at = NextMarker(file, 2); at >= 0;)
        {
            byte marker = file[at + 1];
            if (marker == JpegMarker.EndOfImage)
            {
                header = header with { IsComplete = true };
                break;
            }

            int length = JpegMarker.HasLength(marker) ? Length(file, at, source) : 0;
            ReadOnlySpan<byte> segment = length > 2 ? file.Slice(at + 4, length - 2) : default;
            if (JpegMarker.IsFrame(marker))
            {
                header = header.WithFrame(marker, segment, at);
            }
            else if (marker == JpegMarker.App1 && JpegOrientation.Find(segment) is { } orientation)
            {
                header = header with { Orientation = orientation };
            }

            int next = at + 2 + length;
            bool isLoose = marker == JpegMarker.StartOfScan || !JpegMarker.HasLength(marker);
            at = isLoose ? NextMarker(file, next) : ExpectMarker(file, next, source);
        }

        return header.Width > 0 ? header : throw source.Error("the file has no frame header (SOF), so no picture. It was cut short.");
    }

    private static int Length(ReadOnlySpan<byte> file, int at, ImageSource source)
    {
        int length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 0;
        return length >= 2 && at + 2 + length <= file.Length
            ? length
            : throw source.Error($"marker FF {file[at + 1]:X2} reaches beyond the end of the file: it was cut short.", at);
    }

    /// <summary>
    /// The next marker; within entropy-coded data FF 00 is a byte of data and FF D0 to FF D7 separate its parts. −1 at the end.
    /// </summary>
    private static int NextMarker(ReadOnlySpan<byte> file, int from)
    {
        for (int at = from; at + 1 < file.Length; at++)
        {
            int found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                return -1;
            }

            at += found;
            if (file[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }
        }

        return -1;
    }

    private static int ExpectMarker(ReadOnlySpan<byte> file, int at, ImageSource source) => at + 1 >= file.Length || file[at] == 0xFF
        ? NextMarker(file, at)
        : throw source.Error($"a marker was expected; byte {file[at]:X2} came. The file is damaged.", at);

    private JpegHeader WithFrame(byte marker, ReadOnlySpan<byte> segment, int at)
    {
        int components = segment.Length > 5 ? segment[5] : 1;
        if (components is not (1 or 3))
        {
            throw JpegFault.At(
                at, $"a grey picture has 1 component and a colour picture 3; this one has {components} (CMYK print colours have 4). Convert it "
                    + "to RGB.");
        }

        JpegFrame frame = JpegFrame.Parse(marker, segment, at);
        return this with { Width = frame.Width, Height = frame.Height, Components = components, Precision = frame.Precision };
    }
}
