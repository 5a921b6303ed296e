using Vesalius.Imaging;

namespace Vesalius.Analysis.Planning;

/// <summary>The tissue around a target up to a distance.</summary>
/// <param name="ThicknessMm">The distance, in mm.</param>
/// <param name="Mask">The voxels whose centres lie in it, on the grid of the labels; the target is not part of it.</param>
/// <param name="VolumeMl">Its volume, in ml, as far as it lies in the organ, if there is one, and in the image.</param>
public sealed record TargetShell(double ThicknessMm, Volume<bool> Mask, double VolumeMl);
