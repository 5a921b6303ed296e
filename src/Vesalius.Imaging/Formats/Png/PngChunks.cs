using System.Buffers.Binary;
using System.Text;

namespace Vesalius.Imaging.Formats.Png;

/// <summary>Walks through the chunks of a file, checks each chunk's CRC, and hands out its bytes.</summary>
internal sealed class PngChunks(Stream file, string path)
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private PngCrc crc;
    private int left;

    /// <summary>The four letters of the chunk at hand; empty before the first and after the last of the file.</summary>
    public string Type { get; private set; } = string.Empty;

    /// <summary>Bytes of the chunk at hand that have not been read yet.</summary>
    public int Left => left;

    public void ReadSignature()
    {
        Span<byte> signature = stackalloc byte[8];
        if (file.ReadAtLeast(signature, 8, throwOnEndOfStream: false) < 8 || !signature.SequenceEqual(Signature))
        {
            throw PngFormat.Broken("the file does not begin with the PNG signature.", path, 0);
        }
    }

    /// <summary>Goes to the next chunk, over what is left of this one. False at the end of the file.</summary>
    public bool Next()
    {
        Finish();
        Span<byte> head = stackalloc byte[8];
        int got = file.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        if (got == 0)
        {
            Type = string.Empty;
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (got < 8 || length > int.MaxValue)
        {
            throw PngFormat.Broken(got < 8 ? "the file ends within a chunk." : $"a chunk says it has {length} bytes.", path, file.Position);
        }

        left = (int)length;
        Type = Encoding.Latin1.GetString(head[4..]);
        crc = new PngCrc();
        crc.Add(head[4..]);
        return true;
    }

    /// <summary>Reads on within the chunk at hand; 0 at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        Span<byte> part = buffer[..Math.Min(buffer.Length, left)];
        int got = part.IsEmpty ? 0 : file.Read(part);
        if (got == 0 && !part.IsEmpty)
        {
            throw PngFormat.Broken($"the file ends within chunk {Type}: {left} more bytes were expected.", path, file.Position);
        }

        crc.Add(part[..got]);
        left -= got;
        return got;
    }

    /// <summary>The whole chunk at hand, which may not be longer than a limit.</summary>
    public byte[] ReadAll(int limit)
    {
        if (left > limit)
        {
            throw PngFormat.Broken($"chunk {Type} has {left} bytes; at most {limit} were expected.", path, file.Position);
        }

        byte[] bytes = new byte[left];
        for (int done = 0; done < bytes.Length;)
        {
            done += Read(bytes.AsSpan(done));
        }

        return bytes;
    }

    /// <summary>Reads what is left of the chunk at hand and checks its CRC.</summary>
    public void Finish()
    {
        if (Type.Length == 0)
        {
            return;
        }

        Span<byte> rest = stackalloc byte[4096];
        while (left > 0)
        {
            Read(rest);
        }

        Span<byte> stored = stackalloc byte[4];
        if (file.ReadAtLeast(stored, 4, throwOnEndOfStream: false) < 4)
        {
            throw PngFormat.Broken($"the file ends before the checksum of chunk {Type}.", path, file.Position);
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(stored) != crc.Value)
        {
            throw PngFormat.Broken($"the checksum of chunk {Type} does not match its bytes: the file is damaged.", path, file.Position - 4);
        }
    }
}
