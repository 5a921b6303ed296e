namespace Vesalius.Dicom.Codecs;

/// <summary>
/// The decoders that are asked for compressed frames, by transfer syntax. It does not change; <see cref="With"/> makes a new one.
/// </summary>
public sealed class FrameDecoders
{
    private readonly Dictionary<string, IFrameDecoder> byTransferSyntax;

    /// <summary>A choice of decoders; of several for one transfer syntax the last one is asked.</summary>
    public FrameDecoders(IEnumerable<IFrameDecoder> decoders)
    {
        ArgumentNullException.ThrowIfNull(decoders);
        byTransferSyntax = [];
        foreach (IFrameDecoder decoder in decoders)
        {
            foreach (string uid in decoder.TransferSyntaxes)
            {
                byTransferSyntax[uid] = decoder;
            }
        }
    }

    /// <summary>All decoders of this library.</summary>
    public static FrameDecoders Default { get; } = new(
        [new Rle.RleFrameDecoder(), new Jpeg.JpegFrameDecoder(), new JpegLs.JpegLsFrameDecoder(), new Jpeg2000.Jpeg2000FrameDecoder()]);

    /// <summary>The transfer syntaxes that can be decoded.</summary>
    public IReadOnlyCollection<string> TransferSyntaxes => byTransferSyntax.Keys;

    /// <summary>The decoder of a transfer syntax, or null.</summary>
    public IFrameDecoder? Find(string transferSyntax) => byTransferSyntax.GetValueOrDefault(transferSyntax);

    /// <summary>These decoders and another one, which comes first for its transfer syntaxes: a native library, another toolkit.</summary>
    public FrameDecoders With(IFrameDecoder decoder) => new([.. byTransferSyntax.Values.Distinct(), decoder]);
}
