using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>The two files of a .hdr/.img pair: either may be named, either may be gzipped.</summary>
internal static class NiftiPair
{
    /// <summary>The header file of what was asked for: itself, unless an .img was named.</summary>
    public static string HeaderOf(ImageSource asked) =>
        Stem(asked.Path, ".img") is { } stem ? Partner(asked, stem, ".hdr", "header") : asked.Path;

    /// <summary>The voxel file of a header file.</summary>
    public static string VoxelsOf(ImageSource header) =>
        Stem(header.Path, ".hdr") is { } stem
            ? Partner(header, stem, ".img", "voxel")
            : throw header.Error("its header says that the voxels are in an .img file, but its own name does not end with .hdr. Rename the pair to NAME.hdr and NAME.img.");

    private static string? Stem(string path, string ending)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? plain[..^ending.Length] : null;
    }

    private static string Partner(ImageSource source, string stem, string ending, string what)
    {
        string[] candidates = [stem + ending, stem + ending + ".gz", stem + ending.ToUpperInvariant()];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw source.Error($"it is one file of a pair, and the {what} file {Path.GetFileName(candidates[0])} is not beside it. Copy it there.");
    }
}
