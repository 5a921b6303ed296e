using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking;

/// <summary>A lesion at one visit.</summary>
/// <param name="Visit">The visit's place in the series, from 0.</param>
/// <param name="Number">Its number among the lesions of that visit, from 1.</param>
/// <param name="Label">The label it was drawn with.</param>
/// <param name="Measurement">Its size, shape and place, in the frame of its visit.</param>
/// <param name="CommonCentroid">Its centroid in the frame common to all visits (LPS+ mm).</param>
public sealed record TrackedLesion(int Visit, int Number, Label Label, RegionMeasurement Measurement, WorldPoint CommonCentroid);
