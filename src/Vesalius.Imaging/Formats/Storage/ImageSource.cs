namespace Vesalius.Imaging.Formats.Storage;

/// <summary>The file being read or written and the format it is taken for: what every error message names.</summary>
/// <param name="Format">The format's name, such as "NRRD".</param>
/// <param name="Path">The file.</param>
internal sealed record ImageSource(string Format, string Path)
{

    /// <summary>The most header bytes (text, extensions) a reader takes, so that a damaged header cannot ask for all memory.</summary>
    public const int MaxHeaderBytes = 16 << 20;

    /// <summary>An error about this file.</summary>
    public VolumeFormatException Error(string problem, long? position = null, Exception? inner = null) => new(Format, problem, Path, position, inner);

    /// <summary>A file named in this one's header, relative to this one's folder.</summary>
    public string Sibling(string name) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, name);

    /// <summary>A grid made of what the header says; sizes and an affine that make no grid are an error of the file.</summary>
    public Grid Grid(IReadOnlyList<long> sizes, Affine affine, int dimensions)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            if (sizes[axis] is < 1 or > int.MaxValue)
            {
                throw Error($"a size along each axis is a number from 1 to {int.MaxValue:N0}; {sizes[0]} × {sizes[1]} × {sizes[2]} came. The header is damaged.");
            }
        }

        if (affine.Determinant == 0)
        {
            throw Error("the three axes of the image lie in one plane, so its voxels have no volume. Correct the directions in the header.");
        }

        try
        {
            return new Grid(new Size3((int)sizes[0], (int)sizes[1], (int)sizes[2]), affine, dimensions);
        }
        catch (ArgumentException error)
        {
            throw Error($"its geometry makes no grid: {error.Message} The header is damaged.", null, error);
        }
    }

    /// <summary>How many components each voxel has; a number beyond 32 bits is an error of the file.</summary>
    public int Components(long count) => count <= int.MaxValue
        ? (int)count
        : throw Error($"it has {count:N0} components per voxel, more than can be counted. The header is damaged.");

    /// <summary>Refuses sizes whose product cannot be counted, so that every later multiplication is safe.</summary>
    public void ExpectCountable(IEnumerable<long> sizes)
    {
        UInt128 count = 16;
        foreach (long size in sizes)
        {
            count *= (ulong)Math.Max(0, size);
            if (size < 1 || count > long.MaxValue)
            {
                throw Error($"sizes are at least 1 and their product a number of voxels; {string.Join(" × ", sizes)} came. The header is damaged.");
            }
        }
    }

    /// <summary>
    /// Runs a reader and turns what the libraries underneath throw at damaged content into an error about this file.
    /// </summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException or FormatException or OverflowException
            or ArgumentException or NotSupportedException or IndexOutOfRangeException)
        {
            throw Error($"the file is damaged: {error.Message}", null, error);
        }
    }
}
