namespace Vesalius.Imaging.Formats;

/// <summary>A file is not what its format demands, or holds something that cannot be represented.</summary>
public sealed class VolumeFormatException : IOException
{
    /// <summary>Names the file, the format and the problem: what was expected, what came, what to do.</summary>
    /// <param name="format">The format's name, such as "NIfTI-1".</param>
    /// <param name="problem">What was expected, what came and what to do, as one or two sentences.</param>
    /// <param name="path">The file, where it is known.</param>
    /// <param name="position">The byte position of the problem in the file, where it has one.</param>
    /// <param name="innerException">What failed underneath, if anything did.</param>
    public VolumeFormatException(string format, string problem, string? path = null, long? position = null, Exception? innerException = null)
        : base($"{(path is null ? string.Empty : path + ": ")}{format}: {problem}{(position is null ? string.Empty : $" (at byte {position})")}", innerException)
    {
        Format = format;
        Problem = problem;
        Path = path;
        Position = position;
    }

    /// <summary>The format's name.</summary>
    public string Format { get; }

    /// <summary>What was expected, what came and what to do.</summary>
    public string Problem { get; }

    /// <summary>The file, where it is known.</summary>
    public string? Path { get; }

    /// <summary>The byte position of the problem in the file, where it has one.</summary>
    public long? Position { get; }
}
