using System.Security.Cryptography;
using System.Text;

namespace Vesalius.Learning.Datasets;

/// <summary>SHA-256 of what a scan or mask consists of: a file's bytes, or every file in the folder of a series.</summary>
internal static class ContentHash
{
    /// <summary>The hash, in lower-case hexadecimal digits. Of a folder, that of its files' names and hashes in the order of names.</summary>
    public static string Of(string path) => Convert.ToHexStringLower(Directory.Exists(path) ? OfFolder(path) : OfFile(path));

    private static byte[] OfFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return SHA256.HashData(file);
    }

    private static byte[] OfFolder(string folder)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<(string Name, string Path)> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), path));
        foreach ((string name, string path) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            all.AppendData(Encoding.UTF8.GetBytes(name + '\0'));
            all.AppendData(OfFile(path));
        }

        return all.GetHashAndReset();
    }
}
