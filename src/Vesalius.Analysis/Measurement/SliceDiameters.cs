namespace Vesalius.Analysis.Measurement;

/// <summary>The two diameters of a lesion as RECIST 1.1 reads them: on the slice where the longest one is longest.</summary>
/// <param name="SliceAxis">The axis across the slices: 0 (x), 1 (y) or 2 (z).</param>
/// <param name="Slice">The voxel index of the slice along that axis.</param>
/// <param name="Longest">The longest distance between two points of the outline.</param>
/// <param name="Perpendicular">The longest chord inside the outline at a right angle to it (the short axis of a lymph node).</param>
public sealed record SliceDiameters(int SliceAxis, int Slice, Diameter Longest, Diameter Perpendicular);
