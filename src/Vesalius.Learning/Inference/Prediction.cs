using Vesalius.Imaging;
using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Inference;

/// <summary>A segmented scan.</summary>
/// <param name="Labels">Which structure each voxel belongs to, on the scan's own grid.</param>
/// <param name="Scores">What the network said, on its working grid.</param>
public sealed record Prediction(LabelMap Labels, Scores Scores)
{
    /// <summary>How far to trust it; null where it was not judged.</summary>
    public SegmentationConfidence? Confidence { get; init; }
}
