namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>A picture of cosine coefficients, filled by one scan (baseline, extended) or by many (progressive).</summary>
internal sealed class CoefficientImage
{
    private readonly JpegFrame frame;
    private readonly CoefficientPlane[] planes;
    private readonly (int X, int Y) units;

    public CoefficientImage(JpegFrame frame, int codeBytes)
    {
        this.frame = frame;
        units = (Ceiling(frame.Width, 8 * frame.MaxHorizontal), Ceiling(frame.Height, 8 * frame.MaxVertical));
        if ((long)units.X * units.Y > 8L * codeBytes)
        {
            throw JpegFault.At(
                codeBytes, $"a picture of {frame.Width} × {frame.Height} pixels takes more than these {codeBytes:N0} bytes. It "
                    + "was cut short; copy it again.");
        }

        long blocks = (long)units.X * units.Y * frame.MaxHorizontal * frame.MaxVertical;
        if (blocks * CoefficientPlane.BlockSize > Array.MaxLength)
        {
            throw JpegFault.At(codeBytes, $"a picture of {frame.Width} × {frame.Height} pixels has more coefficients than one "
                + "array holds. Divide it first.");
        }

        planes = Array.ConvertAll(frame.Components, component => new CoefficientPlane(component, frame.SizeOf(component), units));
    }

    /// <summary>Takes a scan.</summary>
    /// <returns>Where the next marker stands.</returns>
    public int Decode(JpegScanInput input)
    {
        IBlockDecoder decoder = BlockDecoders.For(input);
        using var segment = new EntropyCodedSegment(input.Code.Length - input.Start);
        int marker = segment.Load(input.Code, input.Start);
        var bits = new JpegBits(segment);
        var scanned = Array.ConvertAll(input.Scan.Components, component => planes[component.Index]);
        (int columns, int rows) = scanned.Length == 1 ? scanned[0].Blocks : units;
        int interval = input.Tables.RestartInterval;
        for (int unit = 0; unit < columns * rows; unit++)
        {
            if (interval > 0 && unit > 0 && unit % interval == 0)
            {
                marker = input.Restart(segment, marker, unit / interval - 1);
                bits = new JpegBits(segment);
                decoder.Restart();
            }

            DecodeUnit(ref bits, decoder, scanned, (unit % columns, unit / columns));
        }

        return marker;
    }

    /// <summary>Makes pixels of the coefficients.</summary>
    public void Render(JpegTables tables, JpegSamples samples, Span<byte> pixels)
    {
        SamplePlane[] decoded = Array.ConvertAll(planes, plane => SamplePlane.From(plane, tables, frame.Precision));
        bool toRgb = samples.ToRgb && decoded.Length == 3;
        ushort[][] rows = Array.ConvertAll(decoded, _ => new ushort[frame.Width]);
        var upsampling = Array.ConvertAll(planes, plane => Upsampling.For(plane.Component, frame));
        int pixelBytes = decoded.Length * samples.BytesPerSample, rowBytes = frame.Width * pixelBytes;
        for (int y = 0; y < frame.Height; y++)
        {
            Span<byte> target = pixels.Slice(y * rowBytes, rowBytes);
            for (int i = 0; i < decoded.Length; i++)
            {
                upsampling[i].Row(decoded[i], y, rows[i]);
            }

            if (toRgb)
            {
                ColorTransform.ToRgb(rows[0], rows[1], rows[2], frame.Precision);
            }

            for (int i = 0; i < decoded.Length; i++)
            {
                SampleRow.Store(rows[i], 1, target[(i * samples.BytesPerSample)..], (decoded.Length, samples.BytesPerSample));
            }
        }
    }

    private static void DecodeUnit(ref JpegBits bits, IBlockDecoder decoder, CoefficientPlane[] scanned, (int X, int Y) unit)
    {
        if (scanned.Length == 1)
        {
            decoder.Decode(ref bits, 0, scanned[0].Block(unit.X, unit.Y));
            return;
        }

        for (int i = 0; i < scanned.Length; i++)
        {
            (int across, int down) = (scanned[i].Component.Horizontal, scanned[i].Component.Vertical);
            for (int j = 0; j < across * down; j++)
            {
                decoder.Decode(ref bits, i, scanned[i].Block(unit.X * across + j % across, unit.Y * down + j / across));
            }
        }
    }

    private static int Ceiling(int numerator, int denominator) => (numerator + denominator - 1) / denominator;
}
