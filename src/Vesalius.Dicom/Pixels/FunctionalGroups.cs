namespace Vesalius.Dicom.Pixels;

/// <summary>What an enhanced multi-frame file says of one frame (PS3.3 C.7.6.16): for this frame alone, or for all.</summary>
/// <param name="Own">The frame's item of the per-frame sequence; empty where there is none.</param>
/// <param name="Shared">The item of the shared sequence; empty where there is none.</param>
public sealed record FunctionalGroups(DicomDataset Own, DicomDataset Shared)
{
    /// <summary>Those of an ordinary file: none.</summary>
    public static FunctionalGroups None { get; } = new(DicomDataset.Empty, DicomDataset.Empty);

    /// <summary>The groups of a frame, from 0.</summary>
    public static FunctionalGroups Of(DicomDataset dataset, int frame)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        IReadOnlyList<DicomDataset> own = dataset.Items(Tags.PerFrameFunctionalGroupsSequence), shared =
            dataset.Items(Tags.SharedFunctionalGroupsSequence);
        return own.Count == 0 && shared.Count == 0 ? None
            : new FunctionalGroups(frame < own.Count ? own[frame] : DicomDataset.Empty, shared.Count > 0 ? shared[0] : DicomDataset.Empty);
    }

    /// <summary>The item of a macro's sequence: the frame's own before the shared one. Null where there is none.</summary>
    public DicomDataset? Macro(DicomTag sequence) =>
        Own.Items(sequence) is [var own, ..] ? own : Shared.Items(sequence) is [var shared, ..] ? shared : null;
}
