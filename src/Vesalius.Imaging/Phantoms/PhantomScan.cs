namespace Vesalius.Imaging.Phantoms;

/// <summary>A scan of a phantom, and what is truly in it.</summary>
/// <param name="Scan">The intensities, in whole Hounsfield units.</param>
/// <param name="Truth">
/// What each voxel mostly holds, on the grid of the scan: 1 liver, 2 kidney (both), 3 spleen, 4 tumour. A tumour's voxels are not its organ's.
/// </param>
/// <param name="Tumours">The tumours, by <see cref="PhantomTumour.Id"/>.</param>
public sealed record PhantomScan(Volume<float> Scan, LabelMap Truth, IReadOnlyList<PhantomTumour> Tumours);
