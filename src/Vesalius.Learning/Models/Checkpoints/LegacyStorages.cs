using System.Buffers.Binary;
using System.Numerics;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>
/// A checkpoint as torch before 1.6 wrote it: five pickles (a magic number, the protocol, the system, the contents, the keys), then each
/// storage as a count of eight bytes and its numbers.
/// </summary>
internal sealed class LegacyStorages(FileStream file) : IStorageSource
{
    private const string Magic = "119547037146038801333356";
    private readonly Dictionary<string, (long Start, long Length)> places = [];

    /// <summary>Reads the pickles and notes where each storage lies.</summary>
    /// <param name="read">Reads one pickle from where the file stands.</param>
    /// <param name="storages">The storages that the contents refer to, by key, known once they have been read.</param>
    /// <returns>The contents.</returns>
    public object? ReadContents(Func<object?> read, IReadOnlyDictionary<string, TorchStorage> storages)
    {
        object? magic = read(), protocol = read();
        if (magic is not BigInteger number || number != BigInteger.Parse(Magic, System.Globalization.CultureInfo.InvariantCulture) || protocol is not 1001L)
        {
            throw new InvalidDataException("a file that torch.save wrote was expected: a zip archive, or one that begins with torch's magic number.");
        }

        read();
        object? contents = read();
        if (read() is not List<object?> keys)
        {
            throw new InvalidDataException("the list of storages is missing.");
        }

        byte[] count = new byte[8];
        foreach (object? key in keys)
        {
            if (key is not string name || !storages.TryGetValue(name, out TorchStorage? storage))
            {
                throw new InvalidDataException($"storage '{key}' is listed, but no tensor refers to it.");
            }

            file.ReadExactly(count);
            long length = BinaryPrimitives.ReadInt64LittleEndian(count), bytes = checked(storage.Count * TorchNumbers.Size(storage.Element));
            if (length != storage.Count || bytes > file.Length - file.Position)
            {
                throw new InvalidDataException($"storage {name} should have {storage.Count} numbers; {length} are announced and {file.Length - file.Position} bytes left.");
            }

            places[name] = (file.Position, bytes);
            file.Position += bytes;
        }

        return contents;
    }

    /// <inheritdoc/>
    public (Stream Bytes, long Length) Open(string key)
    {
        if (!places.TryGetValue(key, out (long Start, long Length) place))
        {
            throw new InvalidDataException($"storage {key} is missing.");
        }

        file.Position = place.Start;
        return (new Part(file), place.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>The file, kept open when what reads a part of it is done.</summary>
    private sealed class Part(Stream file) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => file.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
