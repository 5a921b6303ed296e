namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// The seven predictors of lossless JPEG (ISO/IEC 10918-1, table H.1). a is the sample to the left, b the one above, c the one above and
/// to the left. Samples are numbers modulo 65536.
/// </summary>
internal static class LosslessPrediction
{
    /// <summary>
    /// The first row of a picture or restart interval: its first pixel is predicted as the middle of the range, the others from the left.
    /// </summary>
    public static void FirstRow(ReadOnlySpan<int> differences, Span<ushort> row, int step, int middle)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (ushort)((i < step ? middle : row[i - step]) + differences[i]);
        }
    }

    /// <summary>Any later row; its first pixel is predicted from above.</summary>
    public static void Row(int selector, ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        // One length for all three, so that the loops need no checks of their own.
        differences = differences[..row.Length];
        above = above[..row.Length];
        for (int i = 0; i < step; i++)
        {
            row[i] = (ushort)(above[i] + differences[i]);
        }

        switch (selector)
        {
            case 1: FromLeft(differences, row, step); break;
            case 2: FromAbove(differences, above, row, step); break;
            case 3: FromCorner(differences, above, row, step); break;
            case 4: Plane(differences, above, row, step); break;
            case 5: LeftAndHalfRise(differences, above, row, step); break;
            case 6: AboveAndHalfRise(differences, above, row, step); break;
            default: Mean(differences, above, row, step); break;
        }
    }

    private static void FromLeft(ReadOnlySpan<int> differences, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(row[i - step] + differences[i]);
        }
    }

    private static void FromAbove(ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(above[i] + differences[i]);
        }
    }

    private static void FromCorner(ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(above[i - step] + differences[i]);
        }
    }

    private static void Plane(ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(row[i - step] + above[i] - above[i - step] + differences[i]);
        }
    }

    private static void LeftAndHalfRise(ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(row[i - step] + ((above[i] - above[i - step]) >> 1) + differences[i]);
        }
    }

    private static void AboveAndHalfRise(ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(above[i] + ((row[i - step] - above[i - step]) >> 1) + differences[i]);
        }
    }

    private static void Mean(ReadOnlySpan<int> differences, ReadOnlySpan<ushort> above, Span<ushort> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] = (ushort)(((row[i - step] + above[i]) >> 1) + differences[i]);
        }
    }
}
