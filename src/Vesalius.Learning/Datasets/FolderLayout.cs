using System.Text.RegularExpressions;
using Vesalius.Imaging.Formats;

namespace Vesalius.Learning.Datasets;

/// <summary>
/// A folder of images and a folder of masks with the same stems; several channels of one case end in <c>_0000</c>, <c>_0001</c>, ….
/// This is the plain layout and that of nnU-Net.
/// </summary>
internal static partial class FolderLayout
{
    private static readonly string[] ImageFolders = ["images", "imagesTr"];

    public static DatasetContents Find(string root, DatasetDescription description, DatasetOptions options)
    {
        (string images, string labels) = Folders(root, options);
        SortedDictionary<string, string> imageFiles = FilesByStem(images), labelFiles = FilesByStem(labels);
        bool hasFolders = AddFoldersOfMasks(labels, labelFiles);
        Refuse(imageFiles.Count == 0, $"{images}: expected image files ({Endings}); there are none.");
        Refuse(labelFiles.Count == 0, $"{labels}: expected mask files ({Endings}), or a folder of masks per image; there are none.");

        SortedDictionary<string, List<string>> scans = Scans(imageFiles, labelFiles);
        string[] unlabelled = [.. scans.Keys.Where(id => !labelFiles.ContainsKey(id))];
        string[] orphans = [.. labelFiles.Keys.Where(id => !scans.ContainsKey(id))];
        bool leaveOut = options.UnlabelledImages == UnlabelledImages.LeaveOut
            || (options.UnlabelledImages == UnlabelledImages.Automatic && options.LabelFolder is not null);
        Refuse(unlabelled.Length > 0 && (!leaveOut || unlabelled.Length == scans.Count),
            $"{labels}: {unlabelled.Length} of {scans.Count} image(s) have no mask of the same name: {Listing.Of(unlabelled)}. Add the masks, or take the images out of {images}.");
        Refuse(orphans.Length > 0,
            $"{images}: {orphans.Length} mask(s) have no image of the same name: {Listing.Of(orphans)}. Add the images, or take the masks out of {labels}.");

        DatasetCase[] cases =
        [
            .. scans.Where(scan => labelFiles.ContainsKey(scan.Key)).Select(scan => new DatasetCase
            {
                Id = scan.Key, Group = scan.Key, ImagePaths = scan.Value, LabelPath = labelFiles[scan.Key], HasNamedStructures = hasFolders,
            }),
        ];
        return new DatasetContents(description, cases, unlabelled);
    }

    /// <summary>The scans of a folder that has no masks beside it.</summary>
    public static SortedDictionary<string, List<string>> ScansIn(string folder) => Scans(FilesByStem(folder), []);

    /// <summary>The name of a case from the stem of its first channel's file.</summary>
    public static string CaseOf(string stem) => ChannelEnding().Match(stem) is { Success: true } channel && channel.Groups[2].Value == "0000" ? channel.Groups[1].Value : stem;

    private static string Endings => string.Join(", ", VolumeFile.KnownExtensions);

    private static (string Images, string Labels) Folders(string root, DatasetOptions options)
    {
        string? images = ImageFolders.Select(name => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        Refuse(images is null,
            $"{root}: expected images/ and labels/ (or imagesTr/ and labelsTr/, or a Decathlon dataset.json); there is no folder of images. Put the scans into images/ and the masks, under the same names, into labels/.");
        string usual = Path.GetFileName(images) == "images" ? "labels" : "labelsTr";
        string labels = Path.Combine(root, options.LabelFolder ?? usual);
        if (!Directory.Exists(labels))
        {
            string[] others = [.. Directory.GetDirectories(root).Select(path => Path.GetFileName(path)!).Where(name => name.StartsWith("label", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
            throw new DatasetException(
                $"{labels}: expected the folder of masks; there is no such folder. {(others.Length > 0 ? $"Choose one of {Listing.Of(others)} as the label folder." : "Put the masks there, under the names of their images.")}");
        }

        return (images!, labels);
    }

    /// <summary>Folders of masks by case. One without any mask is a case in which nothing was found, where other cases have masks.</summary>
    private static bool AddFoldersOfMasks(string labels, SortedDictionary<string, string> files)
    {
        string[] folders = [.. Directory.EnumerateDirectories(labels)
            .Where(path => !Path.GetFileName(path).StartsWith('.') && !VolumeFile.IsImageFolder(path)).Order(StringComparer.Ordinal)];
        if (!folders.Any(StructureFolder.IsOne))
        {
            return false;
        }

        Refuse(files.Count > 0,
            $"{labels}: expected a mask file per image, or a folder of masks per image; both came, such as {Path.GetFileName(files.Values.FirstOrDefault())} and {Path.GetFileName(folders[0])}/. Bring them into one form.");
        foreach (string folder in folders)
        {
            files.Add(Path.GetFileName(folder), folder);
        }

        return true;
    }

    private static SortedDictionary<string, string> FilesByStem(string folder)
    {
        var byStem = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Where(path => IsImage(path) && !IsSecondOfPair(path)).Order(StringComparer.Ordinal))
        {
            string stem = VolumeFile.StemOf(path);
            if (!byStem.TryAdd(stem, path))
            {
                throw new DatasetException($"{path}: {Path.GetFileName(byStem[stem])} has the same name without its ending. Keep one of them.");
            }
        }

        return byStem;
    }

    /// <summary>A file with a known ending, or a folder that is one image.</summary>
    private static bool IsImage(string path)
    {
        string name = Path.GetFileName(path);
        return !name.StartsWith('.') && (Directory.Exists(path)
            ? VolumeFile.IsImageFolder(path)
            : VolumeFile.KnownExtensions.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether a file holds only the voxels of a header file beside it (Analyze and paired NIfTI).</summary>
    private static bool IsSecondOfPair(string path) =>
        Path.GetExtension(path).Equals(".img", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.ChangeExtension(path, ".hdr"));

    /// <summary>Images by case: a name that has a mask of its own is a case, otherwise a four-digit ending is the number of a channel.</summary>
    private static SortedDictionary<string, List<string>> Scans(SortedDictionary<string, string> images, SortedDictionary<string, string> labels)
    {
        var scans = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach ((string stem, string path) in images)
        {
            Match channel = ChannelEnding().Match(stem);
            string id = channel.Success && !labels.ContainsKey(stem) && (labels.ContainsKey(channel.Groups[1].Value) || channel.Groups[2].Value == "0000" || scans.ContainsKey(channel.Groups[1].Value))
                ? channel.Groups[1].Value : stem;
            if (!scans.TryGetValue(id, out List<string>? paths))
            {
                scans[id] = paths = [];
            }

            Refuse(id != stem && int.Parse(channel.Groups[2].Value) != paths.Count,
                $"{path}: expected channel {paths.Count:0000} of case {id}; channel {channel.Groups[2].Value} came. Channels count from _0000 without gaps.");
            paths.Add(path);
        }

        return scans;
    }

    private static void Refuse(bool condition, string message)
    {
        if (condition)
        {
            throw new DatasetException(message);
        }
    }

    [GeneratedRegex(@"^(.+)_(\d{4})$")]
    private static partial Regex ChannelEnding();
}
