using System.Buffers.Binary;

namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>The bits of a packed stream, lowest bit first, with the buffer they come from.</summary>
internal sealed class BitSource(Stream stream)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Bytes behind the end that may be looked at: zeros.</summary>
    private const int Margin = 32;

    private int end;
    private bool streamEnded;

    /// <summary>The bytes at hand.</summary>
    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(BufferBytes + Margin);

    /// <summary>The next byte that is not yet among <see cref="Bits"/>.</summary>
    public int At { get; set; }

    /// <summary>The bits that were taken from the buffer; the lowest comes next.</summary>
    public ulong Bits { get; set; }

    /// <summary>How many of them count.</summary>
    public int Count { get; set; }

    /// <summary>Up to this place the buffer can be read without more input being fetched.</summary>
    public int SafeEnd { get; private set; }

    /// <summary>Moves what is left to the front and fetches more. Fails when bits were used that the stream never had.</summary>
    public void FetchMore()
    {
        if (streamEnded)
        {
            ExpectMore();
            return;
        }

        int left = Math.Max(0, end - At), beyond = Math.Max(0, At - end);
        System.Buffer.BlockCopy(Buffer, Math.Min(At, end), Buffer, 0, left);
        int read = stream.ReadAtLeast(Buffer.AsSpan(left, BufferBytes - left), BufferBytes - left, throwOnEndOfStream: false);
        end = left + read;
        streamEnded = end < BufferBytes;
        Buffer.AsSpan(end, Margin).Clear();
        At = beyond;
        SafeEnd = streamEnded ? end - 1 : end - Margin;
    }

    /// <summary>Makes at least 56 bits ready; beyond the end of the stream they are zeros.</summary>
    public void Ready()
    {
        if (At > SafeEnd || end == 0)
        {
            FetchMore();
        }

        Bits |= BinaryPrimitives.ReadUInt64LittleEndian(Buffer.AsSpan(Math.Min(At, end))) << Count;
        At += (63 - Count) >> 3;
        Count |= 56;
    }

    /// <summary>Takes up to 32 bits.</summary>
    public int Take(int bits)
    {
        if (Count < bits)
        {
            Ready();
        }

        int value = (int)(Bits & ((1UL << bits) - 1));
        Skip(bits);
        return value;
    }

    /// <summary>Passes over bits that are ready.</summary>
    public void Skip(int bits)
    {
        Bits >>= bits;
        Count -= bits;
    }

    /// <summary>Goes to the next whole byte and gives back the bytes that were taken but not used.</summary>
    public void ToByte()
    {
        At -= Count >> 3;
        Bits = 0;
        Count = 0;
        ExpectMore();
    }

    /// <summary>Copies whole bytes; call <see cref="ToByte"/> before. Returns how many there were.</summary>
    public int Copy(Span<byte> target)
    {
        if (At >= end && !streamEnded)
        {
            FetchMore();
        }

        int count = Math.Min(target.Length, end - At);
        Buffer.AsSpan(At, count).CopyTo(target);
        At += count;
        return count;
    }

    /// <summary>Whether these two bytes come next; call <see cref="ToByte"/> before.</summary>
    public bool StartsWith(byte first, byte second)
    {
        if (end - At < 2 && !streamEnded)
        {
            FetchMore();
        }

        return end - At >= 2 && Buffer[At] == first && Buffer[At + 1] == second;
    }

    /// <summary>Fails when bits were used that the stream never had.</summary>
    public void ExpectMore()
    {
        if (At - (Count >> 3) > end)
        {
            throw new EndOfStreamException("The packed data end too early.");
        }
    }
}
