namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>A scan header (ISO/IEC 10918-1, B.2.3).</summary>
/// <param name="Components">Which components of the frame it holds, and their DC and AC tables.</param>
/// <param name="Spectrum">The first and last coefficient; in lossless pictures the first is the predictor.</param>
/// <param name="Approximation">
/// The bit position of the scan before (0: none) and of this one; in lossless pictures the point transform.
/// </param>
internal sealed record JpegScan(
    (int Index, HuffmanTable? Dc, HuffmanTable? Ac)[] Components, (int First, int Last) Spectrum, (int Before, int Now) Approximation)
{
    public static JpegScan Parse(JpegFrame frame, JpegTables tables, ReadOnlySpan<byte> segment, int at)
    {
        if (segment.Length < 1 || segment[0] is < 1 or > 4 || segment.Length < 4 + 2 * segment[0])
        {
            throw JpegFault.At(at, "the scan header (SOS) is damaged: it names 1 to 4 components and ends with three numbers.");
        }

        int count = segment[0];
        var components = new (int, HuffmanTable?, HuffmanTable?)[count];
        for (int i = 0; i < count; i++)
        {
            byte id = segment[1 + 2 * i], selected = segment[2 + 2 * i];
            int index = Array.FindIndex(frame.Components, component => component.Id == id);
            if (index < 0 || Array.Exists(components[..i], other => other.Item1 == index))
            {
                throw JpegFault.At(at, $"the scan names component {id}, which the frame does not have or the scan has already.");
            }

            components[i] = (index, tables.Dc[selected >> 4 & 3], tables.Ac[selected & 3]);
        }

        ReadOnlySpan<byte> rest = segment[(1 + 2 * count)..];
        return new JpegScan(components, (rest[0], rest[1]), (rest[2] >> 4, rest[2] & 15));
    }
}
