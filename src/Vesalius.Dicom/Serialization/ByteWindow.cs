namespace Vesalius.Dicom.Serialization;

/// <summary>
/// The part of a source that a parser looks at. It moves forward as needed; what was handed out stays valid, because a window is never
/// filled twice.
/// </summary>
internal sealed class ByteWindow
{
    private const int Step = 16 << 10;

    private readonly IByteSource source;
    private ReadOnlyMemory<byte> window;
    private long start;

    public ByteWindow(IByteSource source)
    {
        this.source = source;
        window = source is MemoryBytes memory ? memory.Memory : default;
    }

    /// <summary>A window over a file whose beginning is read already.</summary>
    public ByteWindow(IByteSource source, ReadOnlyMemory<byte> beginning)
    {
        this.source = source;
        window = beginning;
    }

    public IByteSource Source => source;

    public long Length => source.Length;

    /// <summary>Whether bytes are at hand without reading.</summary>
    public bool Holds(long position, long count) => position >= start && position + count <= start + window.Length;

    /// <summary>Bytes that are known to be there.</summary>
    public ReadOnlyMemory<byte> Memory(long position, int count)
    {
        if (!Holds(position, count))
        {
            Move(position, count);
        }

        return window.Slice((int)(position - start), count);
    }

    /// <summary>Bytes that are known to be there.</summary>
    public ReadOnlySpan<byte> Span(long position, int count) => Memory(position, count).Span;

    private void Move(long position, int count)
    {
        byte[] next = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(count, Step), source.Length - position));
        source.Read(position, next);
        window = next;
        start = position;
    }
}
