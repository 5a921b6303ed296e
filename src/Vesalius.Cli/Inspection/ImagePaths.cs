using Vesalius.Dicom;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Inspection;

/// <summary>Finds the images that a person means by the paths they gave.</summary>
internal static class ImagePaths
{
    /// <summary>
    /// A file is itself, whatever its name; a folder is every image in it and below, in the order of their paths. DICOM is found by
    /// content, not here.
    /// </summary>
    public static IEnumerable<string> In(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", Below).Where(IsImage).Order(StringComparer.Ordinal)
        : [path];

    private static IEnumerable<string> ByEnding =>
        VolumeFile.Formats.Where(format => format is not DicomFormat).SelectMany(format => format.Extensions);

    private static EnumerationOptions Below { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <summary>By its ending. The voxel file of a pair is left out: its header speaks for both.</summary>
    private static bool IsImage(string file) =>
        ByEnding.Any(known => file.EndsWith(known, StringComparison.OrdinalIgnoreCase)) && !IsVoxelFileOfPair(file);

    private static bool IsVoxelFileOfPair(string file) =>
        (file.EndsWith(".img", StringComparison.OrdinalIgnoreCase) && File.Exists(Path.ChangeExtension(file, ".hdr")))
        || (file.EndsWith(".img.gz", StringComparison.OrdinalIgnoreCase) && File.Exists(file[..^".img.gz".Length] + ".hdr.gz"));
}
