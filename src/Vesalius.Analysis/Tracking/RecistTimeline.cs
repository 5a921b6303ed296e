using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Analysis.Tracking;

/// <summary>RECIST 1.1 read off tracked lesions.</summary>
/// <param name="Targets">The tracks chosen as targets, the largest first.</param>
/// <param name="NonTargets">The other tracks of the first visit.</param>
/// <param name="Visits">The readings at each visit.</param>
/// <param name="Assessments">The response at each visit.</param>
public sealed record RecistTimeline(
    IReadOnlyList<LesionTrack> Targets,
    IReadOnlyList<LesionTrack> NonTargets,
    IReadOnlyList<RecistVisit> Visits,
    IReadOnlyList<RecistAssessment> Assessments);
