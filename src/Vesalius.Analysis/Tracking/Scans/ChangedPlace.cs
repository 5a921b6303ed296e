using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>A place that looks different at the later visit.</summary>
/// <param name="IsBrighter">Whether it became brighter: new or grown where lesions are bright; darker otherwise.</param>
/// <param name="VolumeMm3">Its size in mm³.</param>
/// <param name="PeakSd">The largest difference in it, in local standard deviations; negative where it became darker.</param>
/// <param name="Centroid">Its middle in the frame of the earlier scan (LPS+, mm).</param>
public sealed record ChangedPlace(bool IsBrighter, double VolumeMm3, double PeakSd, WorldPoint Centroid);
