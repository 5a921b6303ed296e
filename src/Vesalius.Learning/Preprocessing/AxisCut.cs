namespace Vesalius.Learning.Preprocessing;

/// <summary>A run of one axis of a scan and of its working grid that was cut out of the whole.</summary>
/// <param name="ScanFirst">The first voxel of the scan's box.</param>
/// <param name="ScanWhole">How many voxels the whole box has.</param>
/// <param name="WorkingFirst">The first voxel of the working grid.</param>
/// <param name="WorkingWhole">How many voxels the whole working grid has.</param>
internal readonly record struct AxisCut(int ScanFirst, int ScanWhole, int WorkingFirst, int WorkingWhole);
