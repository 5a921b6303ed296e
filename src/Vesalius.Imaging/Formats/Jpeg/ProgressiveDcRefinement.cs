namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>One more bit of the mean of each block (ISO/IEC 10918-1, G.1.2.1).</summary>
internal sealed class ProgressiveDcRefinement(int bit) : IBlockDecoder
{
    public void Restart()
    {
    }

    public void Decode(ref JpegBits bits, int component, Span<short> block) => block[0] |= (short)(bits.Take(1) << bit);
}
