using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Series;

/// <summary>Finds the series that someone means by a path.</summary>
public static class SeriesChoice
{
    private const int Listed = 12;

    /// <summary>The only series of a file or folder; beside a single volume, localisers and other pictures do not count.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="VolumeFormatException">There is none, or there are several; the message lists them.</exception>
    public static DicomSeries Only(string path)
    {
        DicomFolder folder = Read(path);
        DicomSeries[] volumes = [.. folder.Series.Where(series => series.IsVolume && !series.Frames[0].Marks.IsLocaliser)];
        return folder.Series is [var only] ? only
            : volumes is [var volume] ? volume
            : throw new VolumeFormatException(
                "DICOM", $"one series was expected; {folder.Series.Count} came: {List(folder)}. Choose one: the command's option is 'convert --series NUMBER'.", path);
    }

    /// <summary>The series of a given place in the list, from 1, or of a given UID.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="which">The place, or a series instance UID.</param>
    /// <exception cref="VolumeFormatException">There is no such series; the message lists those that there are.</exception>
    public static DicomSeries Named(string path, string which)
    {
        DicomFolder folder = Read(path);
        DicomSeries[] ofUid = [.. folder.Series.Where(series => series.First.Series == which)];
        return int.TryParse(which, out int place) && place >= 1 && place <= folder.Series.Count ? folder.Series[place - 1]
            : ofUid is [var only] ? only
            : throw new VolumeFormatException(
                "DICOM", $"a series number from 1 to {folder.Series.Count}, or the UID of one series, was expected; '{which}' came. There are: {List(folder)}.", path);
    }

    private static DicomFolder Read(string path)
    {
        DicomFolder folder = File.Exists(path) || Directory.Exists(path)
            ? DicomFolder.Read(path)
            : throw new FileNotFoundException($"{path}: there is no such file.", path);
        return folder.Series.Count > 0 ? folder
            : throw (folder.Unreadable is [var first, ..]
                ? first : new VolumeFormatException("DICOM", folder.Documents is [var document, ..]
                ? $"an image was expected; {DicomDictionary.NameOfUid(document.SopClass)} came, which has no pixels."
                : "DICOM files were expected; none came.", path));
    }

    private static string List(DicomFolder folder)
    {
        IEnumerable<string> shown = folder.Series.Take(Listed).Select((series, i) =>
            $"{i + 1}: {series.First.Modality} '{series.First.SeriesDescription}'{(series.Part is null ? string.Empty : $" ({series.Part})")} {series.Geometry.Grid.Size}");
        return string.Join("; ", shown) + (folder.Series.Count > Listed ? $"; and {folder.Series.Count - Listed} more" : string.Empty);
    }
}
