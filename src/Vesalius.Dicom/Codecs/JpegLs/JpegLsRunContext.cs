namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>What was learned about the sample that ends a run (ISO/IEC 14495-1, A.7.2).</summary>
/// <param name="kind">1 where the samples to the left and above are equal, 0 where they differ.</param>
/// <param name="magnitude">What the sum of sizes begins with.</param>
internal sealed class JpegLsRunContext(int kind, int magnitude)
{
    private int magnitude = magnitude;
    private int count = 1;
    private int negatives;

    public int Golomb => JpegLsContext.GolombOf(count, magnitude + (kind == 1 ? count >> 1 : 0));

    /// <summary>The error behind a decoded number.</summary>
    public int ErrorOf(int mapped, int golomb)
    {
        int folded = mapped + kind, isOdd = folded & 1, size = (folded + isOdd) / 2;
        return (golomb != 0 || 2 * negatives >= count) == (isOdd == 1) ? -size : size;
    }

    /// <summary>The number that stands for an error.</summary>
    public int Map(int error, int golomb)
    {
        bool isFolded = golomb == 0 && 2 * negatives < count ? error > 0 : error < 0;
        return 2 * Math.Abs(error) - kind - (isFolded ? 1 : 0);
    }

    /// <summary>Counts an error and the number that stood for it.</summary>
    public void Add(int error, int mapped, int reset)
    {
        negatives += error < 0 ? 1 : 0;
        magnitude += (mapped + 1 - kind) >> 1;
        if (count == reset)
        {
            (magnitude, count, negatives) = (magnitude >> 1, count >> 1, negatives >> 1);
        }

        count++;
    }
}
