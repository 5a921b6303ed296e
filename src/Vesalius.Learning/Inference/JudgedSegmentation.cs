using Vesalius.Imaging;
using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Inference;

/// <summary>A segmented scan, and how far to trust it.</summary>
/// <param name="Labels">Which structure each voxel belongs to, on the scan's own grid.</param>
/// <param name="Confidence">
/// How far to trust it; null where the memory allowed had no room for all classes at once, so that there were no probabilities.
/// </param>
/// <param name="Uncertainty">
/// The entropy of each voxel's calibrated probabilities in bits, on the scan's grid: 0 where one class is certain, 1 for a coin's toss
/// between two. Null unless asked for.
/// </param>
public sealed record JudgedSegmentation(LabelMap Labels, SegmentationConfidence? Confidence, Volume<float>? Uncertainty);
