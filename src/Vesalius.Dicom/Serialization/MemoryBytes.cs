namespace Vesalius.Dicom.Serialization;

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> memory) : IByteSource
{
    public long Length => memory.Length;

    /// <summary>The bytes themselves.</summary>
    public ReadOnlyMemory<byte> Memory => memory;

    public void Read(long position, Span<byte> target)
    {
        if (position < 0 || position + target.Length > memory.Length)
        {
            throw new CutShortException($"the data end at byte {memory.Length}, before byte {position + target.Length}", memory.Length);
        }

        memory.Span.Slice((int)position, target.Length).CopyTo(target);
    }
}
