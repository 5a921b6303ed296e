namespace Vesalius.Analysis.Tracking;

/// <summary>A lesion named by where it is: the lesion of that visit whose centroid lies nearest, within 20 mm.</summary>
/// <param name="Visit">The name of the visit.</param>
/// <param name="At">A point in or near it, in the frame of that visit: x, y, z in LPS+ mm.</param>
public sealed record LesionPlace(string Visit, IReadOnlyList<double> At);
