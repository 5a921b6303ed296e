using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Jpeg;

namespace Vesalius.Dicom.Codecs.Jpeg;

/// <summary>
/// JPEG frames (PS3.5 8.2.1): baseline, extended and progressive ones with 8 or 12 bits, lossless ones with 2 to 16 bits. The code stream
/// itself tells which; the transfer syntax is not asked.
/// </summary>
/// <remarks>
/// Luminance and colour differences stay what they are where the data set says YBR. Where it says RGB and the code stream says that its
/// colours were transformed (an Adobe marker), they are turned back. Signed samples are extended from the bits the data set stores: JPEG
/// itself knows no signs.
/// </remarks>
public sealed class JpegFrameDecoder : IFrameDecoder
{
    private const string Codec = "JPEG";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> TransferSyntaxes { get; } =
    [
        "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55",
        "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70",
    ];

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> frame, FrameFormat format, Span<byte> pixels)
    {
        FrameCheck.Size(Codec, format, pixels);
        try
        {
            JpegDescription stream = JpegDecoder.Describe(frame);
            FrameCheck.SameShape(Codec, format, (stream.Width, stream.Height, stream.Components, stream.Precision), stream.Position);
            ExpectAllocation(format);
            bool isTransformed = stream is { IsLossless: false, Color: JpegColorTransform.YCbCr };
            bool saysRgb = format.PhotometricInterpretation.Equals("RGB", StringComparison.Ordinal);
            JpegDecoder.Decode(frame, new JpegSamples(format.BytesPerSample, isTransformed && saysRgb), pixels);
            FrameCheck.ExtendSign(format, format.BitsStored, pixels);
        }
        catch (VolumeFormatException error)
        {
            throw new FrameDecodingException(Codec, error.Problem, error.Position, error);
        }
    }

    private static void ExpectAllocation(FrameFormat format)
    {
        if (format.BytesPerSample > 2)
        {
            throw new FrameDecodingException(Codec, "samples of JPEG have at most 16 bits; the data set allocates "
                + $"{format.BitsAllocated}.", 0);
        }
    }
}
