using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Inference;

namespace Vesalius.Cli.Segmentation;

/// <summary>A segmented scan that is not yet written.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Confidence">How far to trust them; null where there were no probabilities.</param>
internal sealed record FoundSegmentation(LabelMap Labels, SegmentationConfidence? Confidence)
{
    /// <summary>The uncertainty of each voxel; null unless asked for.</summary>
    public Volume<float>? Uncertainty { get; init; }

    /// <summary>What the network said, where probabilities are to be written; null where not.</summary>
    public Prediction? Prediction { get; init; }
}
