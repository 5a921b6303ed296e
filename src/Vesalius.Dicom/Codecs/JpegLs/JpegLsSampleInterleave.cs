namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>Decodes rows whose components are interleaved sample by sample: a run has to fit all components at once.</summary>
internal sealed class JpegLsSampleInterleave(JpegLsModel model, JpegLsScanDecoder decoder, int columns)
{
    /// <summary>Decodes one row of all components.</summary>
    public void Row(ref JpegLsBitReader bits, JpegLsLine[] lines)
    {
        Span<int> neighbourhoods = stackalloc int[lines.Length];
        for (int x = 1; x <= columns;)
        {
            int others = 0;
            for (int i = 0; i < lines.Length; i++)
            {
                int[] above = lines[i].Above;
                neighbourhoods[i] = JpegLsModel.Neighbourhood(ref model.Flat, (above[x - 1], above[x], above[x + 1]), lines[i].Row[x - 1]);
                others |= neighbourhoods[i];
            }

            if (others == 0)
            {
                x = Run(ref bits, lines, x);
                continue;
            }

            for (int i = 0; i < lines.Length; i++)
            {
                (int[] above, int[] row) = (lines[i].Above, lines[i].Row);
                row[x] = decoder.Sample(ref bits, neighbourhoods[i], JpegLsModel.Predict(row[x - 1], above[x], above[x - 1]));
            }

            x++;
        }
    }

    private int Run(ref JpegLsBitReader bits, JpegLsLine[] lines, int start)
    {
        // The first component's line counts the runs of all.
        int length = JpegLsScanDecoder.RunLength(ref bits, lines[0], columns + 1 - start), end = start + length;
        foreach (JpegLsLine line in lines)
        {
            line.Row.AsSpan(start, length).Fill(line.Row[start - 1]);
            if (end <= columns)
            {
                int above = line.Above[end], error = decoder.RunEndError(ref bits, model.RunContexts[0], lines[0].RunIndex);
                line.Row[end] = model.Reconstruct(above, line.Row[start - 1] > above ? -error : error);
            }
        }

        lines[0].RunIndex = end <= columns ? Math.Max(0, lines[0].RunIndex - 1) : lines[0].RunIndex;
        return end + 1;
    }
}
