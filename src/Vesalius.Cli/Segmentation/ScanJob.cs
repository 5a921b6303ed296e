using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Inference;

namespace Vesalius.Cli.Segmentation;

/// <summary>One scan to segment: where its channels are and where its mask goes.</summary>
/// <param name="Stem">What the scan is called.</param>
/// <param name="Inputs">One file per channel, or one file with all of them.</param>
/// <param name="Output">The mask's file.</param>
internal sealed record ScanJob(string Stem, IReadOnlyList<string> Inputs, string Output)
{
    /// <summary>The scans of a file or folder. With several channels, files called STEM_0000, STEM_0001 … belong together.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder, or no scan in it.</exception>
    public static IReadOnlyList<ScanJob> Find(string input, string output, int channels)
    {
        if (File.Exists(input))
        {
            bool toFolder = Directory.Exists(output) || output.EndsWith(Path.DirectorySeparatorChar) || VolumeFile.StemOf(output) == Path.GetFileName(output);
            string stem = CaseOf(VolumeFile.StemOf(input), channels);
            return [new ScanJob(stem, ChannelsOf(input, channels), toFolder ? OutputIn(output, stem, input) : output)];
        }

        if (!Directory.Exists(input))
        {
            throw new FileNotFoundException($"{input}: a scan or a folder of scans was expected, but there is no such path.", input);
        }

        string[] files = [.. Directory.EnumerateFiles(input).Where(IsScan).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new FileNotFoundException($"{input}: no scan was found in this folder. Readable endings: {string.Join(' ', VolumeFile.KnownExtensions)}.", input);
        }

        return [.. files.GroupBy(file => CaseOf(VolumeFile.StemOf(file), channels))
            .Select(group => new ScanJob(group.Key, [.. group], OutputIn(output, group.Key, group.First())))];
    }

    /// <summary>Reads all channels.</summary>
    public IReadOnlyList<Volume<float>> Read() =>
        Inputs.Count == 1 && IsPlanar(Inputs[0]) ? [VolumeFile.Read(Inputs[0])] : [.. Inputs.SelectMany(VolumeFile.ReadChannels)];

    /// <summary>Writes the mask, making its folder.</summary>
    public void Write(LabelMap labels)
    {
        MakeFolder();
        Hosting.Failure.Writing(Output, () => VolumeFile.Write(Output, labels));
    }

    /// <summary>Writes the probability of each structure on the scan's grid.</summary>
    public void WriteProbabilities(Learning.Inference.Prediction prediction, Grid grid)
    {
        IReadOnlyList<Volume<float>> probabilities = prediction.Scores.ProbabilitiesOnto(grid);
        foreach ((Label label, Volume<float> probability) in prediction.Labels.Table.Zip(probabilities.Skip(1)))
        {
            string name = string.Concat(label.Name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
            string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Output))!, $"{Stem}_{name}.nii.gz");
            Hosting.Failure.Writing(path, () => VolumeFile.Write(path, probability));
        }
    }

    private void MakeFolder() => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Output))!);

    private static bool IsScan(string path) => VolumeFile.KnownExtensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static bool IsPlanar(string path) => VolumeFile.Identify(path).Grid.Dimensions == 2;

    private static string OutputIn(string folder, string stem, string input) =>
        Path.Combine(folder, stem + (IsPlanar(input) ? ".png" : ".nii.gz"));

    private static string CaseOf(string stem, int channels) =>
        channels > 1 && stem.Length > 5 && stem[^5] == '_' && stem[^4..].All(char.IsAsciiDigit) ? stem[..^5] : stem;

    private static IReadOnlyList<string> ChannelsOf(string input, int channels)
    {
        string stem = VolumeFile.StemOf(input);
        if (channels == 1 || CaseOf(stem, channels) == stem)
        {
            return [input];
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(input))!, ending = Path.GetFileName(input)[stem.Length..];
        return [.. Enumerable.Range(0, channels).Select(c => Path.Combine(folder, $"{CaseOf(stem, channels)}_{c:0000}{ending}"))];
    }
}
