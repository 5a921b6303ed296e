namespace Vesalius.Imaging.Formats.Png;

/// <summary>The checksum of a chunk: CRC-32 with the reflected polynomial 0xEDB88320 (ISO/IEC 15948, annex D).</summary>
internal struct PngCrc
{
    private static readonly uint[] Table = MakeTable();
    private uint state;

    public PngCrc() => state = uint.MaxValue;

    public readonly uint Value => ~state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint crc = state;
        foreach (byte value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        state = crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
