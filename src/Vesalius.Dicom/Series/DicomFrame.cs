using Vesalius.Dicom.Pixels;

namespace Vesalius.Dicom.Series;

/// <summary>One frame of one file: a slice, or one moment of a film.</summary>
public sealed record DicomFrame
{
    /// <summary>The file it is in.</summary>
    public required DicomInstance Instance { get; init; }

    /// <summary>Its number in the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Where it lies in the patient; null where the file does not say.</summary>
    public FramePlane? Plane { get; init; }

    /// <summary>The distance of its pixels.</summary>
    public required PixelSize PixelSize { get; init; }

    /// <summary>What its stored values mean.</summary>
    public required ModalityTransform Transform { get; init; }

    /// <summary>What tells it from others at its place.</summary>
    public required FrameMarks Marks { get; init; }

    /// <summary>The stack that an enhanced file counts it to.</summary>
    public string? Stack { get; init; }
}
