namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A block of coefficients, and what packets brought of its code.</summary>
/// <param name="area">Where it lies in its band.</param>
internal sealed class CodeBlock(Rectangle area)
{
    private readonly List<(int Start, int Length)> chunks = [];
    private readonly List<(int Passes, int Length)> segments = [];
    private int room;

    public Rectangle Area { get; } = area;

    /// <summary>Whether a packet brought the first part of the code.</summary>
    public bool IsIncluded { get; set; }

    /// <summary>How many of the highest bit planes are all zero.</summary>
    public int ZeroPlanes { get; set; }

    /// <summary>Bits of a length (ISO/IEC 15444-1, B.10.7.1).</summary>
    public int LengthBits { get; set; } = 3;

    /// <summary>Coding passes so far.</summary>
    public int Passes { get; private set; }

    /// <summary>Pieces of the code, each with its own end: how many passes and how many bytes.</summary>
    public IReadOnlyList<(int Passes, int Length)> Segments => segments;

    /// <summary>Bytes of the code.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many of the next passes belong to one segment.</summary>
    /// <param name="options">How the block is coded.</param>
    /// <param name="passes">How many passes are to come.</param>
    public int NextSegment(BlockOptions options, int passes)
    {
        if (room == 0)
        {
            segments.Add((0, 0));
            room = RoomFrom(Passes, options);
        }

        return Math.Min(room, passes);
    }

    /// <summary>Adds passes to the last segment.</summary>
    public void Extend(int passes, int length)
    {
        (int before, int bytes) = segments[^1];
        segments[^1] = (before + passes, bytes + length);
        room -= passes;
        Passes += passes;
        Bytes += length;
    }

    /// <summary>Adds bytes of a packet.</summary>
    public void AddChunk(int start, int length)
    {
        if (length > 0)
        {
            chunks.Add((start, length));
        }
    }

    /// <summary>Puts the code together.</summary>
    public void CopyTo(ReadOnlySpan<byte> data, Span<byte> code)
    {
        foreach ((int start, int length) in chunks)
        {
            data.Slice(start, length).CopyTo(code);
            code = code[length..];
        }
    }

    /// <summary>
    /// Passes until the code ends: one with every pass terminated; with bypass the first ten, then in turn the two that are stored as they
    /// are and the one that is coded.
    /// </summary>
    private static int RoomFrom(int pass, BlockOptions options)
    {
        const int Coded = 10;
        if (options.HasFlag(BlockOptions.TerminateAll))
        {
            return 1;
        }

        return !options.HasFlag(BlockOptions.Bypass) ? int.MaxValue
            : pass < Coded ? Coded - pass
            : (pass - Coded) % 3 == 0 ? 2 : 1;
    }
}
