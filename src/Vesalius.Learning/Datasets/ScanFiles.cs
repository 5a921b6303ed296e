using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Learning.Datasets;

/// <summary>The image files of one scan: the same rules for scans to learn from and for scans to segment.</summary>
/// <param name="Id">What the scan is called: the files' name without ending and channel number.</param>
/// <param name="Paths">One file per channel, or a single file that holds all channels.</param>
/// <param name="ChannelCount">How many channels the scan has.</param>
public sealed record ScanFiles(string Id, IReadOnlyList<string> Paths, int ChannelCount)
{
    /// <summary>The scans of a folder, or the one that a file belongs to. Files called CASE_0000, CASE_0001, … are the channels of CASE.</summary>
    /// <param name="path">A file or a folder; the folder of a DICOM series is one scan.</param>
    /// <param name="channelCount">How many channels each scan must have.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="DatasetException">The folder holds no scan, or the files of a scan do not fit together.</exception>
    public static IReadOnlyList<ScanFiles> Find(string path, int channelCount)
    {
        bool isFile = File.Exists(path) || VolumeFile.IsImageFolder(path);
        if (!isFile && !Directory.Exists(path))
        {
            throw new FileNotFoundException($"{path}: a scan or a folder of scans was expected, but there is no such path.", path);
        }

        if (isFile && channelCount == 1)
        {
            return [new ScanFiles(FolderLayout.CaseOf(VolumeFile.StemOf(path)), [path], 1)];
        }

        string folder = isFile ? Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))! : path;
        ScanFiles[] scans = [.. FolderLayout.ScansIn(folder).Select(scan => new ScanFiles(scan.Key, scan.Value, channelCount))];
        return scans.Length == 0
            ? throw new DatasetException($"{path}: no scan was found in this folder. Readable endings: {string.Join(' ', VolumeFile.KnownExtensions)}.")
            : isFile ? [scans.First(scan => scan.Paths.Any(one => Path.GetFullPath(one) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))))] : scans;
    }

    /// <summary>Reads the scan: one volume per channel, all on one grid, all voxels finite. A colour picture is read as its luminance.</summary>
    /// <exception cref="DatasetException">A channel is missing or on another grid, or voxels are NaN or infinite.</exception>
    /// <exception cref="VolumeFormatException">A file cannot be read.</exception>
    public IReadOnlyList<Volume<float>> Read()
    {
        IReadOnlyList<Volume<float>> channels = Paths.Count == 1 && ChannelCount > 1
            ? VolumeFile.ReadChannels(Paths[0])
            : [.. Paths.Select(VolumeFile.Read)];
        if (channels.Count != ChannelCount)
        {
            throw new DatasetException($"{Paths[0]}: scan {Id} needs {ChannelCount} channel(s); {channels.Count} came. Give every scan the same channels.");
        }

        for (int i = 0; i < channels.Count; i++)
        {
            string path = Paths[Math.Min(i, Paths.Count - 1)];
            ExpectGrid(channels[0].Grid, channels[i].Grid, $"channel image {path}");
            if (NonFiniteVoxels.In(channels[i]) is { Count: > 0 } found)
            {
                throw new DatasetException($"{path}: expected finite intensities; {found}. Replace them, or leave the scan out.");
            }
        }

        return channels;
    }

    /// <summary>Refuses another grid.</summary>
    internal static void ExpectGrid(Grid expected, Grid actual, string what)
    {
        try
        {
            expected.Expect(actual, what);
        }
        catch (GridMismatchException mismatch)
        {
            throw new DatasetException(mismatch.Message, mismatch);
        }
    }
}
