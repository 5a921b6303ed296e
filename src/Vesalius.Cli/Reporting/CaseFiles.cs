using System.Text.Json;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Reporting;

/// <summary>
/// The files of a case, sorted by what they are: scans, label maps, model folders, pages and documents that other verbs wrote. What is in
/// a folder and means nothing to a report is passed over; a file that was named must mean something.
/// </summary>
internal sealed class CaseFiles
{
    private static readonly string[] Pages = [".html", ".htm"];

    private readonly HashSet<string> knownLabels;

    private CaseFiles(IEnumerable<string> labels) => knownLabels = [.. labels.Select(Path.GetFullPath)];

    /// <summary>Scans, as files or folders, with their grids.</summary>
    public List<(string Path, Grid Grid)> Images { get; } = [];

    /// <summary>Label maps.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>Model folders.</summary>
    public List<string> Models { get; } = [];

    /// <summary>Pages that were written before.</summary>
    public List<(string Path, EarlierPage Page)> Reports { get; } = [];

    /// <summary>Documents of other verbs.</summary>
    public List<(string Path, JsonElement Document)> Documents { get; } = [];

    /// <summary>Coloured pictures, as PNG files: drawn findings.</summary>
    public List<string> Pictures { get; } = [];

    /// <summary>What was passed over, with the reason.</summary>
    public List<string> Passed { get; } = [];

    /// <summary>Sorts files and what is in folders.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="labels">Files that are label maps though they may not say so.</param>
    /// <param name="output">The page that is being made; an earlier one of the name is not part of itself.</param>
    public static CaseFiles Of(IEnumerable<string> paths, IReadOnlyList<string> labels, string output)
    {
        var files = new CaseFiles(labels);
        foreach (string path in paths.Concat(labels).DistinctBy(Path.GetFullPath))
        {
            if (Directory.Exists(path))
            {
                files.AddFolder(path, Path.GetFullPath(output));
            }
            else if (!files.TryAdd(path))
            {
                throw Failure.Unreadable(
                    $"{path}: a scan, a label map, or a page or document that vesalius wrote was expected; it is none of these.");
            }
        }

        return files;
    }

    private void AddFolder(string folder, string output)
    {
        if (VolumeFile.IsImageFolder(folder))
        {
            Add(folder, Failure.Reading(() => VolumeFile.Identify(folder)));
            return;
        }

        if (new ModelFolder(folder).Exists)
        {
            Models.Add(folder);
            return;
        }

        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).Where(path => !IsHidden(path)))
        {
            if (Directory.Exists(path))
            {
                AddFolder(path, output);
                continue;
            }

            try
            {
                if (Path.GetFullPath(path) != output && !TryAdd(path))
                {
                    Passed.Add($"{path}: means nothing to a report.");
                }
            }
            catch (Exception e) when (e is Failure or IOException)
            {
                Passed.Add(ErrorMapping.MessageOf(e));
            }
        }
    }

    private bool TryAdd(string path)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (Pages.Contains(ending))
        {
            Reports.Add((path, Page(path)));
        }
        else if (ending == ".json")
        {
            return AddDocument(path);
        }
        else if (knownLabels.Contains(Path.GetFullPath(path)) || File.Exists(path) == false || IsImage(path))
        {
            Add(path, Failure.Reading(() => VolumeFile.Identify(path)));
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Add(string path, StoredImage image)
    {
        if (image.IsLabelMap || image.Labels is not null || knownLabels.Contains(Path.GetFullPath(path)))
        {
            Labels.Add(path);
        }
        else if (image.Components == 3 && Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            Pictures.Add(path);
        }
        else
        {
            Images.Add((path, image.Grid));
        }
    }

    private static EarlierPage Page(string path)
    {
        try
        {
            return Failure.Reading(() => EarlierPage.Read(path));
        }
        catch (FormatException e)
        {
            throw Failure.Unreadable(e.Message, e);
        }
    }

    private bool AddDocument(string path)
    {
        try
        {
            JsonElement document = JsonElement.Parse(Failure.Reading(() => File.ReadAllText(path)));
            bool isResult = ResultDocument.Of(Path.GetFileName(path), document) is not null;
            if (isResult)
            {
                Documents.Add((path, document));
            }

            return isResult;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw Failure.Unreadable($"{path}: a document that vesalius wrote with --json was expected: {e.Message}", e);
        }
    }

    private static bool IsImage(string path) =>
        VolumeFile.KnownExtensions.Any(known => known.Length > 0 && path.EndsWith(known, StringComparison.OrdinalIgnoreCase));

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
