namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Markers of a code stream (ISO/IEC 15444-1, table A.2).</summary>
internal static class Marker
{
    public const int StartOfCodestream = 0xFF4F;
    public const int Capabilities = 0xFF50;
    public const int Size = 0xFF51;
    public const int Coding = 0xFF52;
    public const int ComponentCoding = 0xFF53;
    public const int Quantization = 0xFF5C;
    public const int ComponentQuantization = 0xFF5D;
    public const int Region = 0xFF5E;
    public const int ProgressionChange = 0xFF5F;
    public const int PackedHeadersMain = 0xFF60;
    public const int PackedHeadersTile = 0xFF61;
    public const int StartOfTilePart = 0xFF90;
    public const int StartOfPacket = 0xFF91;
    public const int EndOfPacketHeader = 0xFF92;
    public const int StartOfData = 0xFF93;
    public const int EndOfCodestream = 0xFFD9;
}
