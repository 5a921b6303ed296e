using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>One labelled structure and its lesions.</summary>
/// <param name="Label">The structure.</param>
/// <param name="Whole">
/// All its voxels together. Its slice diameters are those of the piece with the longest one, as RECIST measures lesions, not the space between them.
/// </param>
/// <param name="Lesions">Its connected components, the largest first; empty when lesions were not asked for or there are no voxels.</param>
public sealed record StructureMeasurement(Label Label, RegionMeasurement Whole, IReadOnlyList<RegionMeasurement> Lesions);
