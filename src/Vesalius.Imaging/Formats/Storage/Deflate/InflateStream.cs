using System.IO.Hashing;

namespace Vesalius.Imaging.Formats.Storage.Deflate;

/// <summary>
/// Reads gzip (RFC 1952) or zlib (RFC 1950) data and checks their checksums. Data that end too early are an error, whichever byte is missing;
/// what follows complete data and is not another gzip member is left alone.
/// </summary>
internal sealed class InflateStream : Stream
{
    private readonly BitSource input;
    private readonly Inflater inflater;
    private readonly bool gzip;
    private readonly Crc32 crc = new();
    private uint adler = 1;
    private uint length;
    private bool ended;

    public InflateStream(Stream packed, bool gzip)
    {
        this.gzip = gzip;
        input = new BitSource(packed);
        inflater = new Inflater(input);
        BeginMember();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (!ended && buffer.Length > 0)
        {
            ReadOnlySpan<byte> next = inflater.Next(buffer.Length);
            if (next.Length > 0)
            {
                next.CopyTo(buffer);
                Check(next);
                return next.Length;
            }

            EndMember();
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (gzip)
        {
            crc.Append(bytes);
            length += (uint)bytes.Length;
        }
        else
        {
            adler = Adler32.Continue(adler, bytes);
        }
    }

    private void BeginMember()
    {
        if (gzip)
        {
            GzipHeader();
        }
        else if ((input.Take(8) << 8 | input.Take(8)) % 31 != 0)
        {
            throw new InvalidDataException("The zlib header is damaged.");
        }
    }

    private void GzipHeader()
    {
        const int Deflate = 8, HasCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16;
        if (input.Take(16) != 0x8b1f || input.Take(8) != Deflate)
        {
            throw new InvalidDataException("The gzip header is damaged.");
        }

        int flags = input.Take(8);
        input.Take(32);
        input.Take(16);
        for (int extra = (flags & HasExtra) != 0 ? input.Take(16) : 0; extra > 0; extra--)
        {
            input.Take(8);
        }

        for (int texts = ((flags & HasName) != 0 ? 1 : 0) + ((flags & HasComment) != 0 ? 1 : 0); texts > 0; texts--)
        {
            while (input.Take(8) != 0)
            {
                input.ExpectMore();
            }
        }

        input.Take((flags & HasCrc) != 0 ? 16 : 0);
    }

    private void EndMember()
    {
        input.ToByte();
        ended = true;
        if (!gzip)
        {
            uint expected = (uint)(input.Take(8) << 24 | input.Take(8) << 16 | input.Take(8) << 8 | input.Take(8));
            input.ToByte();
            ExpectSame(expected, adler);
            return;
        }

        uint checksum = (uint)input.Take(32), size = (uint)input.Take(32);
        input.ToByte();
        ExpectSame(checksum, crc.GetCurrentHashAsUInt32());
        ExpectSame(size, length);
        if (input.StartsWith(0x1f, 0x8b))
        {
            GzipHeader();
            inflater.Restart();
            crc.Reset();
            length = 0;
            ended = false;
        }
    }

    private static void ExpectSame(uint expected, uint actual)
    {
        if (expected != actual)
        {
            throw new InvalidDataException("The checksum of the unpacked data is wrong.");
        }
    }
}
