namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// Decodes JPEG code streams (ISO/IEC 10918-1) with Huffman codes: baseline, extended and progressive pictures of 8 and 12 bits, and
/// lossless ones of 2 to 16 bits with all seven predictors. Arithmetic codes and hierarchical pictures are refused.
/// </summary>
/// <remarks>
/// The inverse transform, the interpolation of halved colour differences and the turn to RGB round as the reference implementation of the
/// Independent JPEG Group does. Values outside a sample's range are clipped.
/// </remarks>
public static class JpegDecoder
{
    private const int MostScans = 256;

    /// <summary>Reads the headers up to the first scan.</summary>
    /// <exception cref="VolumeFormatException">The code stream has no frame header, or one of a kind that is not read.</exception>
    public static JpegDescription Describe(ReadOnlySpan<byte> code)
    {
        var segments = new JpegSegments(code);
        var tables = new JpegTables();
        JpegFrame? frame = null;
        int frameAt = 0;
        while (segments.MoveNext() && segments.Marker is not (JpegMarker.StartOfScan or JpegMarker.EndOfImage))
        {
            if (JpegMarker.IsFrame(segments.Marker))
            {
                frame = frame is null ? JpegFrame.Parse(segments.Marker, segments.Body, segments.At) : throw JpegFault.SecondFrame(segments.At);
                frameAt = segments.At;
            }
            else if (segments.Marker is JpegMarker.App0 or JpegMarker.App14)
            {
                tables.Take(segments.Marker, segments.Body, segments.At);
            }
        }

        if (frame is null)
        {
            throw NoFrame(code.Length);
        }

        JpegColorTransform color = ColorOf(frame, tables);
        return new JpegDescription(frame.Width, frame.Height, frame.Components.Length, frame.Precision, frame.IsLossless, color) { Position = frameAt };
    }

    /// <summary>Where no marker speaks of colours, components that are called R, G and B are what they are called.</summary>
    private static JpegColorTransform ColorOf(JpegFrame frame, JpegTables tables) =>
        tables.Color == JpegColorTransform.Unsaid && frame.Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }]
            ? JpegColorTransform.None
            : tables.Color;

    /// <summary>Decodes a picture.</summary>
    /// <param name="code">The code stream; what follows its end is ignored.</param>
    /// <param name="samples">How the samples are wanted.</param>
    /// <param name="pixels">
    /// Takes the samples, those of a pixel side by side, row by row; as large as the picture, see <see cref="Describe"/>.
    /// </param>
    /// <exception cref="VolumeFormatException">
    /// The code stream is damaged, of a kind that is not read, or ends before its last pixel.
    /// </exception>
    /// <exception cref="ArgumentException">The size of <paramref name="pixels"/> is not that of the picture.</exception>
    public static void Decode(ReadOnlySpan<byte> code, JpegSamples samples, Span<byte> pixels)
    {
        var segments = new JpegSegments(code);
        var tables = new JpegTables();
        JpegFrame? frame = null;
        CoefficientImage? image = null;
        int scans = 0;
        while (segments.MoveNext() && segments.Marker != JpegMarker.EndOfImage)
        {
            if (segments.Marker == JpegMarker.StartOfScan)
            {
                if (++scans > MostScans)
                {
                    throw JpegFault.At(segments.At, $"a picture has up to {MostScans} scans; more came. It is damaged.");
                }

                var input = new JpegScanInput(code, segments, frame ?? throw NoFrame(segments.At), tables);
                segments.Continue(frame.IsLossless ? LosslessScan.Decode(input, samples, pixels) : image!.Decode(input));
            }
            else if (JpegMarker.IsFrame(segments.Marker))
            {
                frame = frame is null ? JpegFrame.Parse(segments.Marker, segments.Body, segments.At) : throw JpegFault.SecondFrame(segments.At);
                ExpectRoom(frame, samples, pixels.Length);
                image = frame.IsLossless ? null : new CoefficientImage(frame, code.Length);
            }
            else
            {
                tables.Take(segments.Marker, segments.Body, segments.At);
            }
        }

        if (frame is null || scans == 0)
        {
            throw NoFrame(code.Length);
        }

        image?.Render(tables, samples, pixels);
    }

    private static void ExpectRoom(JpegFrame frame, JpegSamples samples, int bytes)
    {
        long wanted = (long)frame.Width * frame.Height * frame.Components.Length * samples.BytesPerSample;
        if (samples.BytesPerSample is not (1 or 2) || (frame.Precision > 8 && samples.BytesPerSample == 1) || wanted != bytes)
        {
            throw new ArgumentException(
                $"A picture of {frame.Width} × {frame.Height} pixels of {frame.Components.Length} sample(s) of {frame.Precision} bits "
                + $"does not fit into {bytes:N0} bytes with {samples.BytesPerSample} byte(s) for a sample.",
                nameof(bytes));
        }
    }

    private static VolumeFormatException NoFrame(int at) =>
        JpegFault.At(at, "no picture was found: a frame header (SOF) and at least one scan (SOS) were expected. It was cut short.");
}
