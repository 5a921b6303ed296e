using System.IO.Compression;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>A checkpoint as torch ≥ 1.6 writes it: a zip archive with <c>NAME/data.pkl</c> and one file per storage, all stored as they are.</summary>
internal sealed class ZipStorages : IStorageSource
{
    private readonly ZipArchive archive;
    private readonly string prefix;

    /// <summary>Opens the archive; nothing is unpacked yet.</summary>
    /// <exception cref="InvalidDataException">It is no such archive, its files are packed or overlap, or its numbers are big-endian.</exception>
    public ZipStorages(FileStream file)
    {
        archive = new ZipArchive(file, ZipArchiveMode.Read);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new InvalidDataException("a zip archive that torch.save wrote has a 'data.pkl'; this one has none.");
        prefix = pickle.FullName[..^"data.pkl".Length];
        if (archive.Entries.FirstOrDefault(entry => entry.CompressedLength != entry.Length) is { } packed)
        {
            throw new InvalidDataException($"torch.save packs nothing, but '{packed.FullName}' is packed from {packed.Length} into {packed.CompressedLength} bytes.");
        }

        Int128 total = archive.Entries.Aggregate((Int128)0, (sum, entry) => sum + entry.Length);
        if (total > file.Length)
        {
            throw new InvalidDataException($"its files have {total} bytes together, the archive only {file.Length}.");
        }

        if (archive.GetEntry(prefix + "byteorder") is { Length: < 16 } order)
        {
            using var text = new StreamReader(order.Open());
            string word = text.ReadToEnd();
            if (word != "little")
            {
                throw new InvalidDataException($"its numbers should be little-endian; they are '{word}'.");
            }
        }
    }

    /// <summary>The pickle that describes the tensors.</summary>
    public (Stream Bytes, long Length) Pickle() => OpenEntry("data.pkl");

    /// <inheritdoc/>
    public (Stream Bytes, long Length) Open(string key) => OpenEntry("data/" + key);

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private (Stream Bytes, long Length) OpenEntry(string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(prefix + name) ?? throw new InvalidDataException($"'{prefix}{name}' is missing.");
        return (entry.Open(), entry.Length);
    }
}
