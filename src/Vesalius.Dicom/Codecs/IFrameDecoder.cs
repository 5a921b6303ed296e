namespace Vesalius.Dicom.Codecs;

/// <summary>
/// Decodes one compressed frame. Implementations hold no state between calls, so that frames can be decoded side by side, and trust
/// nothing in the frame: every length in it is checked before memory is taken.
/// </summary>
public interface IFrameDecoder
{
    /// <summary>The UIDs of the transfer syntaxes whose frames it decodes.</summary>
    IReadOnlyCollection<string> TransferSyntaxes { get; }

    /// <summary>Decodes a frame into native samples.</summary>
    /// <param name="frame">The frame's bytes: its fragments put together, perhaps with a padding byte at the end.</param>
    /// <param name="format">
    /// What the data set says of the frame. Where the code stream itself says otherwise, see the implementation.
    /// </param>
    /// <param name="pixels">
    /// Exactly <see cref="FrameFormat.ByteCount"/> bytes, all of which are written: little-endian samples, each
    /// <see cref="FrameFormat.BitsAllocated"/> wide (signed ones sign-extended to that width), the samples of a pixel side by side,
    /// pixels row by row from the top left. Colours stay in the colour space that the code stream leaves them in, unless it says itself
    /// how they were transformed.
    /// </param>
    /// <exception cref="FrameDecodingException">The frame is damaged, or is not what the format says.</exception>
    void Decode(ReadOnlySpan<byte> frame, FrameFormat format, Span<byte> pixels);
}
