namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Blocks of baseline and extended pictures (ISO/IEC 10918-1, F.2.2).</summary>
internal sealed class SequentialBlocks(JpegScan scan) : IBlockDecoder
{
    private readonly int[] dc = new int[scan.Components.Length];

    public void Restart() => Array.Clear(dc);

    public void Decode(ref JpegBits bits, int component, Span<short> block)
    {
        (_, HuffmanTable? dcTable, HuffmanTable? acTable) = scan.Components[component];
        dc[component] += bits.Extended(bits.Symbol(dcTable!) & 15);
        block[0] = (short)dc[component];
        for (int k = 1; k < CoefficientPlane.BlockSize; k++)
        {
            int symbol = bits.Symbol(acTable!), zeros = symbol >> 4, category = symbol & 15;
            if (category == 0 && zeros < 15)
            {
                break;
            }

            k += zeros;
            if (category > 0 && k < CoefficientPlane.BlockSize)
            {
                block[JpegTables.ZigZag[k]] = (short)bits.Extended(category);
            }
        }
    }
}
