namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>What a JPEG code stream says before its first scan.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Components">Samples of a pixel, 1 to 4.</param>
/// <param name="Precision">Bits of a sample: 8 or 12, 2 to 16 in lossless pictures.</param>
/// <param name="IsLossless">Whether the picture is coded without transform and quantisation (process 14).</param>
/// <param name="Color">What it says of its colours.</param>
public sealed record JpegDescription(int Width, int Height, int Components, int Precision, bool IsLossless, JpegColorTransform Color)
{
    /// <summary>The byte where the frame header (SOF) begins, which says the size.</summary>
    public int Position { get; init; }
}
