namespace Vesalius.Dicom.Codecs;

/// <summary>
/// Compresses frames without loss. Implementations hold no state between calls, so that frames can be encoded side by side.
/// </summary>
public interface IFrameEncoder
{
    /// <summary>The UID of the transfer syntax whose frames it makes.</summary>
    string TransferSyntax { get; }

    /// <summary>Encodes a frame.</summary>
    /// <param name="pixels">Native samples, as <see cref="IFrameDecoder.Decode"/> leaves them.</param>
    /// <param name="format">What the samples are.</param>
    /// <returns>The frame, an even number of bytes.</returns>
    /// <exception cref="ArgumentException">The pixels do not have the format's size, or the code has no place for such samples.</exception>
    byte[] Encode(ReadOnlySpan<byte> pixels, FrameFormat format);
}
