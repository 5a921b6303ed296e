namespace Vesalius.Dicom.Series;

/// <summary>Frames that belong together, in their order.</summary>
/// <param name="Frames">At least one.</param>
/// <param name="Part">What tells them from other stacks of the same series; null where there are none.</param>
/// <param name="Notes">What was decided, and why.</param>
internal sealed record FrameStack(IReadOnlyList<DicomFrame> Frames, string? Part, IReadOnlyList<string> Notes);
