namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>The first scan of the mean of each block (ISO/IEC 10918-1, G.1.2.1).</summary>
internal sealed class ProgressiveDc(JpegScan scan) : IBlockDecoder
{
    private readonly int[] dc = new int[scan.Components.Length];

    public void Restart() => Array.Clear(dc);

    public void Decode(ref JpegBits bits, int component, Span<short> block)
    {
        dc[component] += bits.Extended(bits.Symbol(scan.Components[component].Dc!) & 15);
        block[0] = (short)(dc[component] << scan.Approximation.Now);
    }
}
