using System.IO.Compression;
using System.Text;

namespace Vesalius.Learning.Tests.Models;

/// <summary>Checkpoints as <c>torch.save</c> writes them, for tests.</summary>
internal static class TorchFile
{
    /// <summary>A zip archive of contents with tensors among them.</summary>
    public static byte[] Zip(IReadOnlyDictionary<string, object?> contents) => Zip(PickleText.Of(contents), [.. Tensors(contents)]);

    /// <summary>A zip archive of a pickle and storages, stored or packed.</summary>
    public static byte[] Zip(byte[] pickle, StoredTensor[] storages, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, byte[] bytes)
            {
                using Stream entry = archive.CreateEntry("archive/" + name, level).Open();
                entry.Write(bytes);
            }

            Add("data.pkl", pickle);
            Add("byteorder", Encoding.ASCII.GetBytes("little"));
            foreach (StoredTensor one in storages.DistinctBy(one => one.Key))
            {
                Add("data/" + one.Key, one.Bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The form before torch 1.6.</summary>
    public static byte[] Legacy(IReadOnlyDictionary<string, object?> contents)
    {
        byte[] magic = [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];
        StoredTensor[] tensors = [.. Tensors(contents)];
        return
        [
            .. magic, .. (byte[])PickleText.Of(1001), .. (byte[])PickleText.Of(new Dictionary<string, object?>()), .. (byte[])PickleText.Of(contents),
            .. (byte[])PickleText.Of(tensors.Select(one => (object?)one.Key).ToArray()),
            .. tensors.SelectMany(one => (byte[])[.. BitConverter.GetBytes(one.Numbers), .. one.Bytes]),
        ];
    }

    private static IEnumerable<StoredTensor> Tensors(object? value) => value switch
    {
        StoredTensor tensor => [tensor],
        IReadOnlyDictionary<string, object?> pairs => pairs.Values.SelectMany(Tensors),
        object?[] items => items.SelectMany(Tensors),
        _ => [],
    };
}
