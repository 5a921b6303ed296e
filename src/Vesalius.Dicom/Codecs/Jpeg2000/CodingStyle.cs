namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>How one component is coded (ISO/IEC 15444-1, table A.20).</summary>
/// <param name="Levels">How often the image is halved, 0 to 32.</param>
/// <param name="Block">The logarithms of a code block's width and height.</param>
/// <param name="Options">How code blocks are coded.</param>
/// <param name="IsReversible">The 5/3 wavelet of whole numbers; otherwise the 9/7 wavelet.</param>
/// <param name="Precincts">
/// For each resolution the precinct's logarithms: width in bits 0 to 3, height in bits 4 to 7. Empty: the largest.
/// </param>
internal sealed record CodingStyle(int Levels, (int X, int Y) Block, BlockOptions Options, bool IsReversible, byte[] Precincts)
{
    private const int MostLevels = 32;
    private const byte LargestPrecinct = 0xFF;

    /// <summary>The logarithms of a precinct's width and height.</summary>
    public (int X, int Y) Precinct(int resolution)
    {
        int both = Precincts.Length == 0 ? LargestPrecinct : Precincts[resolution];
        return (both & 15, both >> 4);
    }

    /// <summary>Takes the part that a default (COD) and a component's (COC) segment have in common.</summary>
    /// <param name="body">From the number of levels on.</param>
    /// <param name="hasPrecincts">Whether sizes of precincts follow.</param>
    /// <param name="at">Where the segment stands.</param>
    public static CodingStyle Parse(ReadOnlySpan<byte> body, bool hasPrecincts, int at)
    {
        int levels = body.Length >= 5 ? body[0] : -1;
        if (levels is < 0 or > MostLevels || (hasPrecincts && body.Length < 6 + levels))
        {
            throw Jpeg2000Fault.At(at, $"a coding segment says 0 to {MostLevels} levels and has five bytes, with precincts one "
                + "more for each resolution; it is damaged.");
        }

        (int x, int y) = ((body[1] & 15) + 2, (body[2] & 15) + 2);
        if (x > 10 || y > 10 || x + y > 12)
        {
            throw Jpeg2000Fault.At(at, $"code blocks have at most 4096 samples, 1024 each way; 2^{x} × 2^{y} came.");
        }

        if (body[4] > 1 || body[3] > (byte)BlockOptions.All)
        {
            throw Jpeg2000Fault.At(at, $"the wavelets 0 and 1 and the block styles 0 to 63 are read; wavelet {body[4]} and "
                + $"style {body[3]} came (part 2 or HTJ2K). Convert the frame first.");
        }

        byte[] precincts = hasPrecincts ? body.Slice(5, levels + 1).ToArray() : [];
        for (int i = 1; i < precincts.Length; i++)
        {
            if ((precincts[i] & 15) == 0 || precincts[i] >> 4 == 0)
            {
                throw Jpeg2000Fault.At(at, "precincts of one sample are only for the lowest resolution. The header is damaged.");
            }
        }

        return new CodingStyle(levels, (x, y), (BlockOptions)body[3], body[4] == 1, precincts);
    }
}
