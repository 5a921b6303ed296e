namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>The first scan of a range of coefficients (ISO/IEC 10918-1, G.1.2.2).</summary>
internal sealed class ProgressiveAc(JpegScan scan) : IBlockDecoder
{
    /// <summary>How many blocks to come have nothing in the range.</summary>
    private int emptyBlocks;

    public void Restart() => emptyBlocks = 0;

    public void Decode(ref JpegBits bits, int component, Span<short> block)
    {
        if (emptyBlocks > 0)
        {
            emptyBlocks--;
            return;
        }

        for (int k = scan.Spectrum.First; k <= scan.Spectrum.Last; k++)
        {
            int symbol = bits.Symbol(scan.Components[component].Ac!), zeros = symbol >> 4, category = symbol & 15;
            if (category == 0 && zeros < 15)
            {
                emptyBlocks = (1 << zeros) + bits.Take(zeros) - 1;
                break;
            }

            k += zeros;
            if (category > 0 && k < CoefficientPlane.BlockSize)
            {
                block[JpegTables.ZigZag[k]] = (short)(bits.Extended(category) << scan.Approximation.Now);
            }
        }
    }
}
