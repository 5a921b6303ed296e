using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>What the marker segments of a JPEG-LS code stream say, up to a scan (ISO/IEC 14495-1, annex C).</summary>
internal sealed class JpegLsHeader
{
    public const byte StartOfFrame = 0xF7;
    public const byte StartOfScan = 0xDA;
    public const byte Preset = 0xF8;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte RestartInterval = 0xDD;

    private byte[] components = [];
    private (int MaxValue, int T1, int T2, int T3, int Reset) preset;

    public int Precision { get; private set; }

    public (int Columns, int Rows) Size { get; private set; }

    public int Components => components.Length;

    /// <summary>Rows between two restart markers; 0 for none.</summary>
    public int RestartRows { get; private set; }

    /// <summary>Takes a marker segment.</summary>
    public void Take(byte marker, ReadOnlySpan<byte> body, int at)
    {
        switch (marker)
        {
            case StartOfFrame:
                TakeFrame(body, at);
                break;
            case Preset:
                TakePreset(body, at);
                break;
            case RestartInterval when body.Length is 2 or 3 or 4:
                RestartRows = (int)Math.Min(int.MaxValue, Number(body));
                break;
            case 0xE8 when body.StartsWith("mrfx"u8) && body.Length > 4 && body[4] != 0:
                throw JpegLsFault.At(at, "the colours were transformed in a way the standard does not know (HP). Convert the "
                    + "frame to RGB first.");
            case >= 0xC0 and <= 0xCF:
                throw JpegLsFault.At(at, $"a JPEG-LS frame begins with FF F7; this one has FF {marker:X2}, another kind of JPEG.");
        }
    }

    /// <summary>The scan that begins here.</summary>
    public JpegLsScan Scan(ReadOnlySpan<byte> body, int at)
    {
        int count = body.Length > 0 ? body[0] : 0;
        if (components.Length == 0 || count < 1 || count > components.Length || body.Length < 4 + 2 * count)
        {
            throw JpegLsFault.At(at, $"a scan names 1 to {components.Length} components; {count} came, in {body.Length} bytes. "
                + "The header is damaged.");
        }

        var indices = new int[count];
        for (int i = 0; i < count; i++)
        {
            indices[i] = Array.IndexOf(components, body[1 + 2 * i]);
            if (indices[i] < 0 || body[2 + 2 * i] != 0)
            {
                throw JpegLsFault.At(at, $"the scan names component {body[1 + 2 * i]} with table {body[2 + 2 * i]}; the frame "
                    + "has no such component, or tables are not read.");
            }
        }

        int near = body[1 + 2 * count], interleave = body[2 + 2 * count];
        var parameters = JpegLsParameters.From(preset, Precision, near);
        if (interleave > 2 || (interleave == 0) != (count == 1) || !parameters.IsValid(Precision) || body[3 + 2 * count] != 0)
        {
            throw JpegLsFault.At(
                at, $"interleave {interleave} of {count} component(s), error {near}, thresholds {parameters.Thresholds} and "
                    + $"point transform {body[3 + 2 * count]} do not fit together.");
        }

        return new JpegLsScan(indices, interleave == 2, parameters, RestartRows);
    }

    private void TakeFrame(ReadOnlySpan<byte> body, int at)
    {
        int count = body.Length > 5 ? body[5] : 0;
        if (count is < 1 or > 4 || body.Length < 6 + 3 * count || components.Length > 0)
        {
            throw JpegLsFault.At(at, "one frame header with 1 to 4 components was expected; it is damaged or there are two.");
        }

        Precision = body[0];
        Size = (BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
        if (Precision is < 2 or > 16)
        {
            throw JpegLsFault.At(at, $"samples have 2 to 16 bits; the header says {Precision}.");
        }

        components = new byte[count];
        for (int i = 0; i < count; i++)
        {
            components[i] = body[6 + 3 * i];
            if (body[7 + 3 * i] != 0x11)
            {
                throw JpegLsFault.At(at, "components sampled differently are not read; convert the frame first.");
            }
        }
    }

    private void TakePreset(ReadOnlySpan<byte> body, int at)
    {
        if (body.Length < 11 || body[0] != 1)
        {
            throw JpegLsFault.At(at, "of the preset segments (LSE) only coding parameters are read, not tables and sizes beyond 65535.");
        }

        preset = (Word(body, 1), Word(body, 3), Word(body, 5), Word(body, 7), Word(body, 9));

        static int Word(ReadOnlySpan<byte> body, int at) => BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
    }

    private static long Number(ReadOnlySpan<byte> body)
    {
        long number = 0;
        foreach (byte part in body)
        {
            number = number << 8 | part;
        }

        return number;
    }
}
