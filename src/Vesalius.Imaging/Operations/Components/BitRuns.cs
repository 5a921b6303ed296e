using System.Numerics;

namespace Vesalius.Imaging.Operations;

/// <summary>The runs of set bits of a row, one after the other.</summary>
internal ref struct BitRuns(ReadOnlySpan<ulong> row)
{
    private readonly ReadOnlySpan<ulong> row = row;

    /// <summary>Where the run starts.</summary>
    public int Start { get; private set; }

    /// <summary>The place after its end.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next run; false after the last.</summary>
    public bool MoveNext()
    {
        int start = Find(End, 0);
        if (start < 0)
        {
            return false;
        }

        int end = Find(start, ulong.MaxValue);
        (Start, End) = (start, end < 0 ? row.Length * BitRows.WordBits : end);
        return true;
    }

    /// <summary>The bits of another row that lie within the run, in the word that begins at a place.</summary>
    public readonly ulong Within(ulong word, int place)
    {
        int above = End - place, below = Start - place;
        ulong cut = above < BitRows.WordBits ? word & ((1ul << above) - 1) : word;
        return below > 0 ? cut & (ulong.MaxValue << below) : cut;
    }

    // The first bit at or after a place that is set, or, with all bits turned, unset; -1 when there is none.
    private readonly int Find(int from, ulong turned)
    {
        int word = from / BitRows.WordBits;
        if (word >= row.Length)
        {
            return -1;
        }

        ulong bits = (row[word] ^ turned) & (ulong.MaxValue << from);
        while (bits == 0)
        {
            if (++word == row.Length)
            {
                return -1;
            }

            bits = row[word] ^ turned;
        }

        return (word * BitRows.WordBits) + BitOperations.TrailingZeroCount(bits);
    }
}
