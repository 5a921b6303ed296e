namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>The checksum of zlib data (RFC 1950, section 9).</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>The most bytes that can be added before the sums overflow 32 bits.</summary>
    private const int Longest = 5552;

    /// <summary>The checksum after more bytes; the first one begins with 1.</summary>
    public static uint Continue(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint low = checksum & 0xffff, high = checksum >> 16;
        while (bytes.Length > 0)
        {
            int count = Math.Min(Longest, bytes.Length);
            foreach (byte value in bytes[..count])
            {
                low += value;
                high += low;
            }

            low %= Modulus;
            high %= Modulus;
            bytes = bytes[count..];
        }

        return high << 16 | low;
    }
}
