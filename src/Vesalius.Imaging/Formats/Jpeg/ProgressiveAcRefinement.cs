namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>One more bit of a range of coefficients (ISO/IEC 10918-1, G.1.2.3).</summary>
internal sealed class ProgressiveAcRefinement(JpegScan scan) : IBlockDecoder
{
    private int emptyBlocks;

    public void Restart() => emptyBlocks = 0;

    public void Decode(ref JpegBits bits, int component, Span<short> block)
    {
        int k = scan.Spectrum.First, last = scan.Spectrum.Last;
        short one = (short)(1 << scan.Approximation.Now);
        while (emptyBlocks == 0 && k <= last)
        {
            int symbol = bits.Symbol(scan.Components[component].Ac!), zeros = symbol >> 4;
            short value = 0;
            if ((symbol & 15) != 0)
            {
                value = bits.Take(1) == 1 ? one : (short)-one;
            }
            else if (zeros < 15)
            {
                emptyBlocks = (1 << zeros) + bits.Take(zeros);
                break;
            }

            k = SkipZeros(ref bits, block, (k, last), zeros, one);
            if (value != 0 && k <= last)
            {
                block[JpegTables.ZigZag[k]] = value;
            }

            k++;
        }

        if (emptyBlocks > 0)
        {
            SkipZeros(ref bits, block, (k, last), int.MaxValue, one);
            emptyBlocks--;
        }
    }

    /// <summary>Steps over a number of zero coefficients; those between that are not zero get their next bit.</summary>
    /// <returns>The coefficient after them that is still zero, or one beyond the last.</returns>
    private static int SkipZeros(ref JpegBits bits, Span<short> block, (int First, int Last) range, int zeros, short one)
    {
        int k = range.First;
        for (; k <= range.Last; k++)
        {
            ref short coefficient = ref block[JpegTables.ZigZag[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (bits.Take(1) == 1 && (coefficient & one) == 0)
            {
                coefficient += coefficient > 0 ? one : (short)-one;
            }
        }

        return k;
    }
}
