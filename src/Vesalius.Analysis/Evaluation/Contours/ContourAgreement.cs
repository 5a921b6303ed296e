namespace Vesalius.Analysis.Evaluation;

/// <summary>How much of two contours agrees at a tolerance.</summary>
/// <param name="ToleranceMm">The tolerance in mm (in voxels under <see cref="BandRule.StepsInVoxels"/> for the boundary IoU).</param>
/// <param name="BoundaryIou">
/// Intersection over union of the bands within the tolerance of each mask's own boundary, 0 to 1 (Cheng et al. 2021). NaN when neither
/// has a band; for empty masks as the profile says.
/// </param>
/// <param name="AddedPathMm">
/// The length of contour that a person correcting the prediction slice by slice would have to draw, in mm: the reference's contour pixels
/// farther than the tolerance from the prediction's in the same slice, times the mean pixel spacing (Vaassen et al. 2020). A slice is one
/// z of the grid. 0 when the reference is empty.
/// </param>
public readonly record struct ContourAgreement(double ToleranceMm, double BoundaryIou, double AddedPathMm);
