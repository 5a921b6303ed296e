namespace Vesalius.Imaging.Formats.Png;

/// <summary>Between a packed row (samples of 1 to 16 bits, high bits and bytes first) and plain ones (one byte or two, low byte first).</summary>
internal static class PngSamples
{
    public static void Unpack(ReadOnlySpan<byte> packed, int depth, Span<byte> plain)
    {
        switch (depth)
        {
            case 8:
                packed[..plain.Length].CopyTo(plain);
                break;
            case 16:
                SwapBytes(packed, plain);
                break;
            default:
                int mask = (1 << depth) - 1;
                for (int i = 0; i < plain.Length; i++)
                {
                    int bit = i * depth;
                    plain[i] = (byte)(packed[bit >> 3] >> (8 - depth - (bit & 7)) & mask);
                }

                break;
        }
    }

    public static void Pack(ReadOnlySpan<byte> plain, int depth, Span<byte> packed)
    {
        switch (depth)
        {
            case 8:
                plain.CopyTo(packed);
                break;
            case 16:
                SwapBytes(plain, packed);
                break;
            default:
                packed.Clear();
                for (int i = 0; i < plain.Length; i++)
                {
                    int bit = i * depth;
                    packed[bit >> 3] |= (byte)(plain[i] << (8 - depth - (bit & 7)));
                }

                break;
        }
    }

    private static void SwapBytes(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (int i = 0; i + 1 < target.Length; i += 2)
        {
            target[i] = source[i + 1];
            target[i + 1] = source[i];
        }
    }
}
