namespace Vesalius.Imaging.Formats.Png;

/// <summary>The compressed picture as one stream: the bytes of consecutive IDAT chunks.</summary>
internal sealed class PngPixelStream(PngChunks chunks) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (chunks.Type == "IDAT")
        {
            int got = chunks.Read(buffer);
            if (got > 0 || buffer.IsEmpty)
            {
                return got;
            }

            chunks.Next();
        }

        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
