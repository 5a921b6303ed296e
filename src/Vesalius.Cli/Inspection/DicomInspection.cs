using Vesalius.Cli.Hosting;
using Vesalius.Dicom;
using Vesalius.Dicom.Series;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Inspection;

/// <summary>What is in DICOM files: of a folder its series, of a file its frames in the file's order.</summary>
internal static class DicomInspection
{
    /// <summary>The series, documents and damaged files of a folder; none where it holds no DICOM.</summary>
    public static IEnumerable<InspectedItem> OfFolder(string path, bool headerOnly, CancellationToken cancellation)
    {
        DicomFolder folder = DicomFolder.Read(path, null, cancellation);
        foreach (DicomSeries series in folder.Series)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Guarded(
                Place(series), () =>
                OfSeries(series, Place(series), "series", headerOnly
                ? series.Identify() : series.ReadUnchanged(cancellation: cancellation)));
        }

        foreach (DicomInstance document in folder.Documents)
        {
            yield return OfDocument(document);
        }

        foreach (VolumeFormatException error in folder.Unreadable)
        {
            yield return new InspectedItem { Path = error.Path ?? path, Error = ErrorMapping.MessageOf(error) };
        }

        string Place(DicomSeries series) => series.Instances.Count() == 1 ? series.First.Path : path;
    }

    /// <summary>One file; null where it is not DICOM.</summary>
    public static InspectedItem? OfFile(string path, bool headerOnly)
    {
        if (DicomFile.TryRead(path, DicomReadOptions.Header) is not { } file)
        {
            return null;
        }

        DicomInstance instance = DicomInstance.Of(file);
        if (instance.Frames.Count == 0)
        {
            return OfDocument(instance);
        }

        DicomFolder sorted = DicomFolder.Of(path, [instance]);
        StoredImage header = sorted.Series is [var only] ? only.Identify() : InFileOrder(instance);
        StoredImage image = header with { Type = instance.Type!.Value };
        ReadLimits.Default.Check(image, path);
        string kind = instance.Modality == "SEG" ? "labels" : "image";
        return OfSeries(sorted.Series[0], path, kind, headerOnly ? image : image with { Bytes = instance.OpenPixels().ReadAll() });
    }

    private static InspectedItem OfSeries(DicomSeries series, string path, string kind, StoredImage image) =>
        InspectedItem.Of(path, image) with { Kind = kind, Dicom = InspectedDicom.Of(series) };

    private static InspectedItem OfDocument(DicomInstance document) => new()
    {
        Path = document.Path,
        Format = "DICOM",
        Kind = "document",
        Dicom = InspectedDicom.Of(document),
        Warnings = document.Warnings,
    };

    /// <summary>A file whose frames make several volumes has no one place in the patient.</summary>
    private static StoredImage InFileOrder(DicomInstance instance) => new()
    {
        Format = "DICOM",
        Grid = Grid.Of(new Size3(instance.Format!.Columns, instance.Format.Rows, instance.Frames.Count),
            new Spacing(instance.Frames[0].PixelSize.X, instance.Frames[0].PixelSize.Y, 1)),
        Components = instance.Format.SamplesPerPixel,
        Interleaved = instance.Format.SamplesPerPixel > 1,
        Type = instance.Type!.Value,
        Bytes = [],
        Warnings = ["the frames make several volumes; here they are one behind the other, in the file's order"],
    };

    private static InspectedItem Guarded(string path, Func<InspectedItem> inspect)
    {
        try
        {
            return inspect();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return new InspectedItem { Path = path, Error = ErrorMapping.MessageOf(error) };
        }
    }
}
