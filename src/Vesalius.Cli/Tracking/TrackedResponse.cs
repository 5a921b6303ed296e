using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Cli.Tracking;

/// <summary>RECIST 1.1 as <c>track --json</c> writes it. Lengths in mm.</summary>
internal sealed record TrackedResponse(IReadOnlyList<int> Targets, IReadOnlyList<int> NonTargets, int? ProgressionVisit,
    IReadOnlyList<RecistAssessment> Visits)
{
    /// <summary>The document's form of the response.</summary>
    public static TrackedResponse Of(RecistTimeline recist) => new(
        [.. recist.Targets.Select(track => track.Id)],
        [.. recist.NonTargets.Select(track => track.Id)],
        Recist.ProgressionVisit(recist.Assessments),
        recist.Assessments);
}
