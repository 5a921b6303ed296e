using System.Security.Cryptography;
using System.Text;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Cases;

/// <summary>SHA-256 over what files contain, to know a scan or a model again. Where files lie does not matter.</summary>
public static class ContentHash
{
    /// <summary>The hash of a file, in hexadecimal digits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>One hash for several files and folders, in the order given; the files of a folder in the order of their names.</summary>
    /// <param name="paths">Files, or folders such as those of a DICOM series.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in paths.SelectMany(FilesOf))
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\0{OfFile(file)}\n"));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>The hash of everything in a model folder that has a say in what is predicted.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(ModelFolder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IEnumerable<string> weights = model.IsOnnx ? [model.OnnxPath] : model.MemberPaths;
        string[] others = [model.FileAt("plan.json"), model.PostprocessingPath, model.FileAt(Confidence.ModelCalibration.FileName)];
        return Of(others.Where(File.Exists).Concat(weights));
    }

    private static IEnumerable<string> FilesOf(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
}
