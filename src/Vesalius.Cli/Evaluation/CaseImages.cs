using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;

namespace Vesalius.Cli.Evaluation;

/// <summary>The images of the cases, found by their names: a folder as <c>predict</c> takes it, or the one file of a single case.</summary>
internal sealed class CaseImages(IReadOnlyDictionary<string, string> paths, string? only)
{
    /// <summary>No images.</summary>
    public static CaseImages None { get; } = new(new Dictionary<string, string>(), null);

    /// <summary>The images of a folder, or a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such path.</exception>
    public static CaseImages Find(string path)
    {
        if (File.Exists(path))
        {
            return new CaseImages(new Dictionary<string, string>(), path);
        }

        IReadOnlyList<ScanFiles> scans = ScanFiles.Find(path, 1);
        return new CaseImages(scans.ToDictionary(scan => scan.Id, scan => scan.Paths[0], StringComparer.Ordinal), null);
    }

    /// <summary>The image of a case, the first channel where it has several; null when there is none.</summary>
    public Volume<float>? Read(string name) => (only ?? paths.GetValueOrDefault(name)) is { } path ? VolumeFile.ReadChannels(path)[0]
        : null;
}
