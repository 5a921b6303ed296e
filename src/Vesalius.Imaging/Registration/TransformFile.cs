using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Registration;

/// <summary>Files of transforms, as ITK, elastix, ANTs and 3D Slicer exchange them: see <see cref="ItkTransformText"/>.</summary>
public static class TransformFile
{
    private const long MostBytes = 1L << 31;

    /// <summary>Reads a map from points of the fixed scan to points of the moving one (LPS+ mm).</summary>
    /// <exception cref="VolumeFormatException">The file is no transform file of ITK, or of a kind that is not known.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RegistrationMap Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes and var length })
        {
            throw new VolumeFormatException("ITK transform", $"a text of at most 2 GB was expected; {length} bytes came", path);
        }

        try
        {
            return ItkTransformText.ParseMap(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            throw new VolumeFormatException("ITK transform", e.Message, path, null, e);
        }
    }

    /// <summary>Writes a map, under a temporary name that is then changed.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, RegistrationMap map)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(map);
        AtomicWrite.To(path, temporary => File.WriteAllText(temporary, ItkTransformText.Of(map)));
    }
}
