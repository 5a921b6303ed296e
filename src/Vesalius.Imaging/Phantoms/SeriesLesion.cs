namespace Vesalius.Imaging.Phantoms;

/// <summary>A lesion of a phantom as it truly is at one visit: one tumour, or several that have grown into each other.</summary>
/// <param name="Tumours">The numbers of its tumours; the same number is the same tumour at every visit.</param>
/// <param name="Centre">The middle of its tumours' centres, in the frame of the visit (LPS+ mm).</param>
/// <param name="VolumeMl">Its volume in millilitres, from its mathematical shape.</param>
/// <param name="AxialDiameterMm">The longest distance between two points of its surface at one height along the visit's z, in mm.</param>
public sealed record SeriesLesion(IReadOnlyList<int> Tumours, WorldPoint Centre, double VolumeMl, double AxialDiameterMm);
