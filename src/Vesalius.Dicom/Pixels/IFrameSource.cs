namespace Vesalius.Dicom.Pixels;

/// <summary>Where frames come from. Safe for several readers at once.</summary>
internal interface IFrameSource
{
    /// <summary>Fills the target with the samples of a frame.</summary>
    void Read(int frame, Span<byte> target);

    /// <summary>The byte of the file where a byte of a frame lies; where the frame begins, if the frame has no such byte.</summary>
    /// <param name="frame">The frame, from 0.</param>
    /// <param name="offset">The byte of the frame.</param>
    long Locate(int frame, long offset);
}
