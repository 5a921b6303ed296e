namespace Vesalius.Imaging.Formats.Png;

/// <summary>The five row filters (ISO/IEC 15948, clause 9): each byte is stored as its difference from a guess made of its neighbours.</summary>
internal static class PngFilter
{
    public const int Count = 5;

    /// <summary>Restores a row in place from the row above (zeros above the first).</summary>
    /// <returns>Whether the filter is known.</returns>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (int i = step; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                return true;
            case 2:
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                return true;
            case 3:
            case 4:
                for (int i = 0; i < row.Length; i++)
                {
                    (byte left, byte corner) = i < step ? ((byte)0, (byte)0) : (row[i - step], above[i - step]);
                    row[i] += filter == 3 ? (byte)((left + above[i]) / 2) : Paeth(left, above[i], corner);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The row as a filter stores it.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> result)
    {
        for (int i = 0; i < row.Length; i++)
        {
            (byte left, byte corner) = i < step ? ((byte)0, (byte)0) : (row[i - step], above[i - step]);
            byte guess = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                _ => Paeth(left, above[i], corner),
            };
            result[i] = (byte)(row[i] - guess);
        }
    }

    private static byte Paeth(byte left, byte above, byte corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toCorner = Math.Abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
