using System.Runtime.CompilerServices;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// A scan of a lossless picture (ISO/IEC 10918-1, annex H): differences to a prediction from the pixels to the left and above.
/// </summary>
internal static class LosslessScan
{
    /// <summary>Decodes the scan into the pixels.</summary>
    /// <returns>Where the next marker stands.</returns>
    public static int Decode(JpegScanInput input, JpegSamples samples, Span<byte> pixels)
    {
        JpegFrame frame = input.Frame;
        int selector = input.Scan.Spectrum.First, shift = input.Scan.Approximation.Now;
        int step = input.Scan.Components.Length, width = frame.Width * step;
        int restartRows = ExpectReadable(input, selector, shift);
        using var segment = new EntropyCodedSegment(input.Code.Length - input.Start);
        int marker = segment.Load(input.Code, input.Start);
        var bits = new JpegBits(segment);
        int[] differences = new int[width];
        ushort[] above = new ushort[width], row = new ushort[width];
        for (int y = 0, restarts = 0; y < frame.Height; y++)
        {
            bool isFirst = y == 0;
            if (restartRows > 0 && y > 0 && y % restartRows == 0)
            {
                marker = input.Restart(segment, marker, restarts++);
                bits = new JpegBits(segment);
                isFirst = true;
            }

            ReadDifferences(ref bits, input.Scan, differences);
            if (isFirst)
            {
                LosslessPrediction.FirstRow(differences, row, step, 1 << (frame.Precision - shift - 1));
            }
            else
            {
                LosslessPrediction.Row(selector, differences, above, row, step);
            }

            Store(row, input, (y, shift), samples, pixels);
            (above, row) = (row, above);
        }

        return marker;
    }

    /// <summary>Refuses what no encoder writes; says after how many rows the prediction begins anew (0: never).</summary>
    private static int ExpectReadable(JpegScanInput input, int selector, int shift)
    {
        if (selector is < 1 or > 7 || shift >= input.Frame.Precision)
        {
            throw JpegFault.At(
                input.Header, "a lossless scan has a predictor of 1 to 7 and drops fewer bits than a sample has; predictor "
                    + $"{selector} and {shift} bits came.");
        }

        foreach ((int index, HuffmanTable? table, _) in input.Scan.Components)
        {
            if (table is null)
            {
                throw JpegFault.At(input.Header, $"the Huffman table of component {index + 1} is not there.");
            }
        }

        int interval = input.Tables.RestartInterval;
        return interval % input.Frame.Width == 0
            ? interval / input.Frame.Width
            : throw JpegFault.At(
                input.Header, $"a lossless picture restarts at the beginning of a row of {input.Frame.Width} pixels; the "
                    + $"restart interval is {interval}.");
    }

    private static void ReadDifferences(ref JpegBits source, JpegScan scan, Span<int> differences)
    {
        JpegBits bits = source;
        int step = scan.Components.Length;
        if (step == 1)
        {
            HuffmanTable table = scan.Components[0].Dc!;
            int[] fused = table.Differences;
            for (int i = 0; i < differences.Length; i++)
            {
                differences[i] = Difference(ref bits, table, fused);
            }
        }
        else
        {
            for (int i = 0; i < differences.Length; i++)
            {
                HuffmanTable table = scan.Components[i % step].Dc!;
                differences[i] = Difference(ref bits, table, table.Differences);
            }
        }

        source = bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Difference(ref JpegBits bits, HuffmanTable table, int[] fused)
    {
        int entry = fused[bits.Window >> (64 - HuffmanTable.LookBits)];
        if (entry != 0)
        {
            bits.Skip(entry & 255);
            return entry >> 8;
        }

        return LongDifference(ref bits, table);
    }

    private static int LongDifference(ref JpegBits bits, HuffmanTable table)
    {
        int category = bits.Symbol(table);
        return category < 16 ? bits.Extended(category) : 1 << 15;
    }

    private static void Store(ushort[] row, JpegScanInput input, (int Y, int Shift) place, JpegSamples samples, Span<byte> pixels)
    {
        int components = input.Frame.Components.Length, scanned = input.Scan.Components.Length;
        int rowBytes = input.Frame.Width * components * samples.BytesPerSample;
        Span<byte> target = pixels.Slice(place.Y * rowBytes, rowBytes);
        if (place.Shift > 0)
        {
            // The next row is predicted from the samples as they are coded.
            row = Array.ConvertAll(row, sample => (ushort)(sample << place.Shift));
        }

        for (int i = 0; i < scanned; i++)
        {
            (int index, _, _) = input.Scan.Components[i];
            SampleRow.Store(row.AsSpan(i), scanned, target[(index * samples.BytesPerSample)..], (components, samples.BytesPerSample));
        }
    }
}
