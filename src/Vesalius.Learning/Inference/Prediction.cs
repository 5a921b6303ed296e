using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>A segmented scan.</summary>
/// <param name="Labels">Which structure each voxel belongs to, on the scan's own grid.</param>
/// <param name="Scores">What the network said, on its working grid.</param>
public sealed record Prediction(LabelMap Labels, Scores Scores);
