namespace Vesalius.Analysis.Measurement;

/// <summary>How far a volume can be trusted, given that an outline is drawn to a voxel at best.</summary>
/// <param name="WithoutShellMl">The volume in ml without the voxels that touch the outside through a face: one voxel too small all round.</param>
/// <param name="WithShellMl">The volume in ml with the outside voxels that touch it through a face: one voxel too large all round.</param>
/// <param name="PartialVolumeSdMl">
/// The standard deviation in ml that comes from voxels cut by the outline: each voxel on either side of it may be filled by any part,
/// independently and equally likely (variance 1/12 of a voxel on half of those voxels). Smaller than the shell, as errors cancel.
/// </param>
public readonly record struct VolumeRange(double WithoutShellMl, double WithShellMl, double PartialVolumeSdMl);
