namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>Chooses the decoder of a scan's blocks.</summary>
internal static class BlockDecoders
{
    /// <summary>The decoder for a scan, whose tables are all there.</summary>
    public static IBlockDecoder For(JpegScanInput input)
    {
        JpegScan scan = input.Scan;
        if (input.Frame.Kind != JpegMarker.Progressive)
        {
            Expect(input, dc: true, ac: true);
            return new SequentialBlocks(scan);
        }

        (int first, int last) = scan.Spectrum;
        (int before, int now) = scan.Approximation;
        bool isDc = first == 0 && last == 0, isAc = first >= 1 && last >= first && last < 64 && scan.Components.Length == 1;
        if (!(isDc || isAc) || now > 13 || (before > 0 && before != now + 1))
        {
            throw JpegFault.At(
                input.Header, $"a progressive scan refines one bit of a range of coefficients; coefficients {first} to {last}, "
                    + $"bits {before} to {now} came. It is damaged.");
        }

        Expect(input, dc: isDc && before == 0, ac: isAc);
        return (isDc, before == 0) switch
        {
            (true, true) => new ProgressiveDc(scan),
            (true, false) => new ProgressiveDcRefinement(now),
            (false, true) => new ProgressiveAc(scan),
            _ => new ProgressiveAcRefinement(scan),
        };
    }

    private static void Expect(JpegScanInput input, bool dc, bool ac)
    {
        foreach ((int index, HuffmanTable? dcTable, HuffmanTable? acTable) in input.Scan.Components)
        {
            if ((dc && dcTable is null) || (ac && acTable is null))
            {
                throw JpegFault.At(input.Header, $"a Huffman table of component {index + 1} is not there.");
            }
        }
    }
}
