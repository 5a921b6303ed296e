namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>How a scan codes a block of 8 × 8 coefficients.</summary>
internal interface IBlockDecoder
{
    /// <summary>Forgets what earlier blocks left: a restart marker came.</summary>
    void Restart();

    /// <summary>Decodes a block into its coefficients.</summary>
    /// <param name="bits">The scan's bits.</param>
    /// <param name="component">Which of the scan's components.</param>
    /// <param name="block">64 coefficients in natural order.</param>
    void Decode(ref JpegBits bits, int component, Span<short> block);
}
