using Vesalius.Imaging;

namespace Vesalius.Learning.Confidence;

/// <summary>A scan that was made worse, and the mask that belongs to it.</summary>
/// <param name="Channels">The scan's channels, on one grid.</param>
/// <param name="Labels">The mask, on the same grid.</param>
public sealed record DegradedScan(IReadOnlyList<Volume<float>> Channels, LabelMap Labels);
