namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Finds the format of a file: by its first bytes, then by its ending.</summary>
internal static class FormatDetection
{
    private const int HeadBytes = 512;

    /// <summary>The format of a file that exists, or of a folder that is one image.</summary>
    public static IVolumeFormat OfExistingFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return VolumeFile.Formats.FirstOrDefault(format => format.RecognisesFolder(path))
                ?? throw new VolumeFormatException("image file", "a file was expected, or a folder that is one image; this is another folder. Name one of the files in it.", path);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        }

        byte[] head = Head(path);
        return VolumeFile.Formats.FirstOrDefault(format => format.Recognises(head))
            ?? ByEnding(path)
            ?? throw new VolumeFormatException("image file", $"its content is of no known format. Readable are {List(VolumeFile.Formats)}.", path);
    }

    /// <summary>The format that a new file's ending asks for.</summary>
    public static IVolumeFormat ForWriting(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IVolumeFormat[] writable = [.. VolumeFile.Formats.Where(format => format.CanWrite)];
        IVolumeFormat? format = ByEnding(path);
        return format is { CanWrite: true }
            ? format
            : throw new VolumeFormatException("image file", $"no format that can be written has this ending. Writable are {List(writable)}.", path);
    }

    private static IVolumeFormat? ByEnding(string path)
    {
        string name = Path.GetFileName(path);
        string? ending = VolumeFile.KnownExtensions.FirstOrDefault(known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase));
        return ending is null ? null : VolumeFile.Formats.First(format => format.Extensions.Contains(ending));
    }

    private static byte[] Head(string path)
    {
        byte[] head = new byte[HeadBytes];
        try
        {
            using DecodedFile file = DecodedFile.Open(new ImageSource("image file", path));
            return head[..file.ReadUpTo(head)];
        }
        catch (VolumeFormatException)
        {
            return [];
        }
    }

    private static string List(IEnumerable<IVolumeFormat> formats) =>
        string.Join(", ", formats.Select(format => $"{format.Name} ({string.Join(", ", format.Extensions)})"));
}
