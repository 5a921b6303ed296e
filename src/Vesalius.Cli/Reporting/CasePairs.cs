using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Reporting;

/// <summary>Finds the scan that a label map belongs to: on the same grid, and called alike where there are several.</summary>
internal static class CasePairs
{
    /// <summary>The scans of a case, measured, in order of time where DICOM tells it, else of their names.</summary>
    public static IReadOnlyList<(ReportedScan Scan, string Labels, string? Image, DicomFacts? Facts)> Read(
        CaseFiles files, Host host, CancellationToken cancellation)
    {
        var read = new List<(ReportedScan Scan, string Labels, string? Image, DicomFacts? Facts)>();
        foreach (string path in files.Labels)
        {
            cancellation.ThrowIfCancellationRequested();
            LabelMap labels = Failure.Reading(() => VolumeFile.ReadLabels(path));
            string? image = ImageOf(path, labels.Grid, files, host);
            Volume<float>? scan = image is null ? null : Failure.Reading(() => VolumeFile.Read(image));
            DicomFacts? facts = image is null ? null : DicomFacts.Of(image);
            string name = VolumeFile.StemOf(path) + (facts?.Date is { } date ? $", {date:yyyy-MM-dd}" : string.Empty);
            read.Add((ReportedScan.Of(name, labels, scan, cancellation: cancellation), path, image, facts));
        }

        return read.All(one => one.Facts?.Date is not null) ? [.. read.OrderBy(one => one.Facts!.Date)] : read;
    }

    private static string? ImageOf(string labels, Grid grid, CaseFiles files, Host host)
    {
        string stem = VolumeFile.StemOf(labels);
        (string Path, int Likeness)[] known = [.. files.Images
            .Where(image => image.Grid.Agrees(grid) && !IsProbability(image.Path, stem))
            .Select(image => (image.Path, Likeness(VolumeFile.StemOf(image.Path), stem)))
            .OrderByDescending(image => image.Item2)];
        if (known.Length > 1 && known[0].Likeness == known[1].Likeness)
        {
            host.Warn($"{labels}: {known[0].Path} and {known[1].Path} may both be its scan, so none is shown. Call the scan like "
                + $"the labels.");
            return null;
        }

        // With several label maps a scan of another name may be another visit's, on the same grid.
        return known.Length > 0 && (files.Labels.Count == 1 || known[0].Likeness > 0) ? known[0].Path : null;
    }

    /// <summary>2 for the same name, 1 where one begins with the other.</summary>
    private static int Likeness(string a, string b) =>
        a.Equals(b, StringComparison.OrdinalIgnoreCase) ? 2
        : a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase) ? 1 : 0;

    // 'predict --probabilities' writes CASE_STRUCTURE beside CASE; CASE_0000 is a channel.
    private static bool IsProbability(string path, string stem) =>
        VolumeFile.StemOf(path) is var name && name.StartsWith(stem + "_", StringComparison.Ordinal)
            && !name[(stem.Length + 1)..].All(char.IsAsciiDigit);
}
