namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Second bytes of JPEG markers (ISO/IEC 10918-1, table B.1); the first is always FF.</summary>
internal static class JpegMarker
{
    public const byte Baseline = 0xC0;
    public const byte Extended = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte Lossless = 0xC3;
    public const byte HuffmanTables = 0xC4;
    public const byte Restart0 = 0xD0;
    public const byte Restart7 = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte NumberOfLines = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;

    /// <summary>Whether a length and that many bytes follow.</summary>
    public static bool HasLength(byte marker) => marker is not (0x00 or 0x01 or (>= Restart0 and <= EndOfImage));

    /// <summary>Whether it begins a frame header (SOF).</summary>
    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    public static bool IsRestart(byte marker) => marker is >= Restart0 and <= Restart7;
}
