using System.Buffers;

namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// The entropy-coded bytes between two markers, without the zero bytes that keep data from looking like markers
/// (ISO/IEC 10918-1, B.1.1.5).
/// </summary>
internal sealed class EntropyCodedSegment : IDisposable
{
    /// <summary>Zero bytes after the data, so that a reader can look ahead.</summary>
    public const int Padding = 16;

    private readonly byte[] bytes;
    private int length;

    public EntropyCodedSegment(int mostBytes) => bytes = ArrayPool<byte>.Shared.Rent(mostBytes + Padding);

    public ReadOnlySpan<byte> Padded => bytes.AsSpan(0, length + Padding);

    /// <summary>Where the bytes began in the code stream.</summary>
    public int Start { get; private set; }

    /// <summary>Takes the bytes up to the next marker.</summary>
    /// <returns>Where that marker is, or the end of the code where none follows.</returns>
    public int Load(ReadOnlySpan<byte> code, int from)
    {
        Start = from;
        length = 0;
        int at = from;
        while (at < code.Length)
        {
            int run = code[at..].IndexOf((byte)0xFF);
            run = run < 0 ? code.Length - at : run;
            code.Slice(at, run).CopyTo(bytes.AsSpan(length));
            length += run;
            at += run;
            if (at + 1 >= code.Length)
            {
                break;
            }

            if (code[at + 1] is not (0 or 0xFF))
            {
                break;
            }

            if (code[at + 1] == 0)
            {
                bytes[length++] = 0xFF;
                at++;
            }

            at++;
        }

        bytes.AsSpan(length, Padding).Clear();
        return Math.Min(at, code.Length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
