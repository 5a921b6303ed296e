namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>
/// Two rows of one component, the one being coded and the one above it, with a sample more at either side: to the left of a row
/// stands the first sample of the row above it, to the right of a row its last sample again (ISO/IEC 14495-1, A.2.1).
/// </summary>
internal sealed class JpegLsLine(int columns)
{
    private int[] above = new int[columns + 2];
    private int[] row = new int[columns + 2];

    /// <summary>The row above, from its left neighbour on.</summary>
    public int[] Above => above;

    /// <summary>The row being coded, from its left neighbour on.</summary>
    public int[] Row => row;

    /// <summary>The samples of the row being coded.</summary>
    public Span<int> Samples => row.AsSpan(1, columns);

    /// <summary>
    /// How many samples in sequence the run mode has learned to expect (an index of <see cref="JpegLsModel.RunLengths"/>).
    /// </summary>
    public int RunIndex { get; set; }

    /// <summary>Goes to the next row.</summary>
    public void Advance()
    {
        (above, row) = (row, above);
        above[columns + 1] = above[columns];
        row[0] = above[1];
    }

    /// <summary>Begins anew: the row above is black.</summary>
    public void Restart()
    {
        Array.Clear(above);
        Array.Clear(row);
        RunIndex = 0;
    }
}
