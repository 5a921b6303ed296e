namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The contexts of coefficient bits and how they follow from a coefficient's neighbours (ISO/IEC 15444-1, D.3).</summary>
internal static class CodingContext
{
    /// <summary>Contexts of a first bit, 0 to 8.</summary>
    public const int FirstZero = 0;

    /// <summary>Contexts of a sign, 9 to 13.</summary>
    public const int FirstSign = 9;

    /// <summary>Contexts of a later bit, 14 to 16.</summary>
    public const int FirstRefinement = 14;

    public const int RunLength = 17;

    public const int Uniform = 18;

    public const int Count = 19;

    /// <summary>
    /// The context of a first bit, by which of the neighbours are significant: bits 0 to 8 for the 3 × 3 neighbourhood row by row, the
    /// middle 0.
    /// One table of 512 for each kind of band.
    /// </summary>
    public static byte[][] Zero { get; } = [.. Enumerable.Range(0, 4).Select(kind => ZeroTable((BandKind)kind))];

    /// <summary>
    /// The context of a sign, and in bit 7 whether the sign is turned round. By which of the neighbours above, left, right and below are
    /// significant (bits 1, 3, 5, 7) and negative (bits 0, 2, 4, 6).
    /// </summary>
    public static byte[] Sign { get; } = SignTable();

    private static byte[] ZeroTable(BandKind kind)
    {
        var table = new byte[512];
        for (int i = 0; i < table.Length; i++)
        {
            int across = (i >> 3 & 1) + (i >> 5 & 1), down = (i >> 1 & 1) + (i >> 7 & 1);
            int diagonal = (i & 1) + (i >> 2 & 1) + (i >> 6 & 1) + (i >> 8 & 1);
            table[i] = (byte)(kind switch
            {
                BandKind.HighHigh => Diagonal(across + down, diagonal),
                BandKind.HighLow => Straight(down, across, diagonal),
                _ => Straight(across, down, diagonal),
            });
        }

        return table;
    }

    private static int Straight(int along, int other, int diagonal) => (along, other, diagonal) switch
    {
        (2, _, _) => 8,
        (1, >= 1, _) => 7,
        (1, 0, >= 1) => 6,
        (1, 0, _) => 5,
        (_, 2, _) => 4,
        (_, 1, _) => 3,
        (_, _, >= 2) => 2,
        _ => diagonal,
    };

    private static int Diagonal(int straight, int diagonal) => (diagonal, straight) switch
    {
        ( >= 3, _) => 8,
        (2, >= 1) => 7,
        (2, _) => 6,
        (1, >= 2) => 5,
        (1, 1) => 4,
        (1, _) => 3,
        (_, >= 2) => 2,
        _ => straight,
    };

    private static byte[] SignTable()
    {
        var table = new byte[256];
        for (int i = 0; i < table.Length; i++)
        {
            int across = Math.Clamp(Part(i >> 2) + Part(i >> 4), -1, 1), down = Math.Clamp(Part(i) + Part(i >> 6), -1, 1);
            bool turns = across < 0 || (across == 0 && down < 0);
            int context = FirstSign + (across == 0 ? Math.Abs(down) : 3 + across * down);
            table[i] = (byte)(context | (turns ? 0x80 : 0));
        }

        return table;

        static int Part(int bits) => (bits & 2) == 0 ? 0 : (bits & 1) == 0 ? 1 : -1;
    }
}
