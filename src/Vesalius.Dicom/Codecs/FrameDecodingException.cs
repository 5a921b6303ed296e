namespace Vesalius.Dicom.Codecs;

/// <summary>A compressed frame is damaged, or is not what its data set says.</summary>
public sealed class FrameDecodingException : IOException
{
    /// <summary>Names the code, the problem and its place.</summary>
    /// <param name="codec">The code, such as "JPEG-LS".</param>
    /// <param name="problem">What was expected, what came and what to do.</param>
    /// <param name="position">The byte of the frame where the problem is, or null where it has no place.</param>
    /// <param name="innerException">What failed underneath, if anything did.</param>
    public FrameDecodingException(string codec, string problem, long? position = null, Exception? innerException = null)
        : base($"{codec}: {problem}{(position is null ? string.Empty : $" (at byte {position} of the frame)")}", innerException)
    {
        Codec = codec;
        Problem = problem;
        Position = position;
    }

    /// <summary>The code's name.</summary>
    public string Codec { get; }

    /// <summary>What was expected, what came and what to do.</summary>
    public string Problem { get; }

    /// <summary>The byte of the frame where the problem is, or null where it has no place.</summary>
    public long? Position { get; }
}
