using System.Security.Cryptography;
using System.Text;

namespace Vesalius.Learning.Datasets;

/// <summary>SHA-256 of what scans, masks and models consist of, to know them again wherever they lie.</summary>
public static class ContentHash
{
    /// <summary>The hash of a file's bytes, or of the names and bytes of every file in the folder of a series; in hexadecimal digits.</summary>
    /// <param name="path">A file or folder.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(string path) => Convert.ToHexStringLower(Directory.Exists(path) ? OfFolder(path) : OfFile(path));

    /// <summary>One hash for several files and folders, in the order given.</summary>
    /// <param name="paths">Files, or folders such as those of a DICOM series.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in paths)
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(path)}\0{Of(path)}\n"));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

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
