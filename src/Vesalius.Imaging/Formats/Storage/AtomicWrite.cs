namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Writes a file, or the two files of a pair, so that they appear under their names only when they are complete.</summary>
internal static class AtomicWrite
{
    /// <summary>
    /// Lets the writer work in a hidden folder beside the target, under the target's own name (a header names its voxel file), and then moves
    /// what it wrote into place: the named file last, so that a header never points to voxels that are not there yet.
    /// </summary>
    /// <param name="path">Where the file is to appear; its folder is made if it is missing.</param>
    /// <param name="write">Writes to the path it is given, and to no other folder.</param>
    public static void To(string path, Action<string> write)
    {
        string target = Path.GetFullPath(path), folder = Path.GetDirectoryName(target)!;
        if (Directory.Exists(target))
        {
            throw new VolumeFormatException("image file", "a file was to be written here, but there is a folder of this name. Choose another name.", path);
        }

        Directory.CreateDirectory(folder);
        string workplace = Path.Combine(folder, $".vesalius-{Guid.NewGuid():N}");
        Directory.CreateDirectory(workplace);
        try
        {
            string temporary = Path.Combine(workplace, Path.GetFileName(target));
            write(temporary);
            string[] files = Directory.GetFiles(workplace);
            Array.Sort(files, (a, b) => (a == temporary).CompareTo(b == temporary));
            foreach (string file in files)
            {
                File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }
        }
        finally
        {
            Directory.Delete(workplace, recursive: true);
        }
    }
}
