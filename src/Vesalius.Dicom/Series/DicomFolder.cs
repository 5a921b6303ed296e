using System.Collections.Concurrent;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Series;

/// <summary>
/// What DICOM a folder holds, whatever its files are called: series that became volumes, documents, and files that could not be read.
/// </summary>
public sealed record DicomFolder
{
    /// <summary>The folder, or the single file.</summary>
    public required string Path { get; init; }

    /// <summary>The volumes, pictures and films, by series number, largest first within a series.</summary>
    public required IReadOnlyList<DicomSeries> Series { get; init; }

    /// <summary>Objects without pixels: reports, structure sets, plans.</summary>
    public required IReadOnlyList<DicomInstance> Documents { get; init; }

    /// <summary>Files that are DICOM but could not be read, with the reason.</summary>
    public required IReadOnlyList<VolumeFormatException> Unreadable { get; init; }

    /// <summary>Looks at every file in a folder and below, headers only.</summary>
    /// <param name="path">A folder, or a single file.</param>
    /// <param name="progress">The part that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static DicomFolder Read(string path, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", Everything).Order(StringComparer.Ordinal)] : [path];
        var instances = new DicomInstance?[files.Length];
        var unreadable = new ConcurrentBag<VolumeFormatException>();
        int done = 0;
        Pixels.Frames.ForEach(files.Length, i =>
        {
            instances[i] = TryRead(files[i], unreadable);
            progress?.Report((double)Interlocked.Increment(ref done) / files.Length);
        }, cancellation);
        return Of(path, [.. instances.OfType<DicomInstance>()], unreadable);
    }

    /// <summary>Sorts instances into series.</summary>
    /// <param name="path">Where they come from, for messages.</param>
    /// <param name="instances">The instances, in any order.</param>
    public static DicomFolder Of(string path, IReadOnlyList<DicomInstance> instances) => Of(path, instances, []);

    private static EnumerationOptions Everything { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    private static DicomFolder Of(string path, IReadOnlyList<DicomInstance> instances, IEnumerable<VolumeFormatException> unreadable)
    {
        var bySeries = instances.Where(one => one.Frames.Count > 0).GroupBy(one => $"{one.Study}\n{SeriesOf(one)}");
        return new DicomFolder
        {
            Path = path,
            Series =
            [
                .. bySeries
                    .SelectMany(series =>
                        SeriesSplitting.Split([.. series.SelectMany(one => one.Frames)]).Select(stack => new DicomSeries(stack)))
                    .OrderBy(series => series.First.Study, StringComparer.Ordinal)
                    .ThenBy(series => series.First.SeriesNumber ?? int.MaxValue)
                    .ThenBy(series => series.First.Series, StringComparer.Ordinal)
                    .ThenByDescending(series => series.Frames.Count),
            ],
            Documents = [.. instances.Where(one => one.Frames.Count == 0)],
            Unreadable = [.. unreadable.OrderBy(error => error.Path, StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// Careless anonymisation takes the UID of the series away: then slices of one folder, number and coordinate system are one.
    /// </summary>
    private static string SeriesOf(DicomInstance one) => one.Series.Length > 0 ? one.Series
        : one.Frames[0].Plane is null ? one.Path
        : $"{System.IO.Path.GetDirectoryName(one.Path)}|{one.SeriesNumber}|{one.SeriesDescription}|{one.FrameOfReference}";

    /// <summary>Null for what is not DICOM, and for the list of a medium's files.</summary>
    private static DicomInstance? TryRead(string file, ConcurrentBag<VolumeFormatException> unreadable)
    {
        try
        {
            DicomFile? read = DicomFile.TryRead(file, DicomReadOptions.Header);
            return read is null || read.Dataset.Contains(Tags.DirectoryRecordSequence) ? null : DicomInstance.Of(read);
        }
        catch (VolumeFormatException error)
        {
            unreadable.Add(error);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unreadable.Add(new VolumeFormatException("DICOM", $"the file cannot be opened: {error.Message}", file, null, error));
            return null;
        }
    }
}
