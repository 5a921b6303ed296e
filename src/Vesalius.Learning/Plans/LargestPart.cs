namespace Vesalius.Learning.Plans;

/// <summary>A step after segmentation: of all voxels that carry one of these values, only the largest connected part is kept.</summary>
/// <param name="Values">Label values that are looked at together.</param>
public sealed record LargestPart(IReadOnlyList<int> Values);
