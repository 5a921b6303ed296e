using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Scans;

namespace Vesalius.Cli.Tracking;

/// <summary>What <c>track</c> found.</summary>
/// <param name="Timeline">The lesions over all visits.</param>
/// <param name="Registrations">How each visit was laid over the first; null for the first, and where nothing was asked for.</param>
/// <param name="Changes">What changed between the scans of each visit and the one before; null likewise.</param>
internal sealed record TrackedSeries(
    Timeline Timeline, IReadOnlyList<LaidVisit?> Registrations, IReadOnlyList<ScanChange?> Changes);
