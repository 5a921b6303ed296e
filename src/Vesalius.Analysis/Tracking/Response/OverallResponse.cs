namespace Vesalius.Analysis.Tracking.Response;

/// <summary>Targets, non-targets and new lesions taken together: tables 1 and 2 of RECIST 1.1.</summary>
public static class OverallResponse
{
    /// <summary>The response as a whole at one visit.</summary>
    /// <param name="targets">The targets' response; null for a patient without targets.</param>
    /// <param name="nonTargets">Disease that is not measured.</param>
    /// <param name="newLesions">New lesions; equivocal ones do not decide yet.</param>
    public static ResponseCategory Of(ResponseCategory? targets, NonTargetStatus nonTargets, NewLesionStatus newLesions)
    {
        if (newLesions == NewLesionStatus.Unequivocal
            || nonTargets == NonTargetStatus.UnequivocalProgression
            || targets == ResponseCategory.Progressive)
        {
            return ResponseCategory.Progressive;
        }

        return targets switch
        {
            null => OfNonTargets(nonTargets),
            ResponseCategory.Complete when nonTargets is NonTargetStatus.Persisting or NonTargetStatus.NotEvaluated =>
                ResponseCategory.Partial,
            { } category => category,
        };
    }

    private static ResponseCategory OfNonTargets(NonTargetStatus status) => status switch
    {
        NonTargetStatus.None => ResponseCategory.NoDisease,
        NonTargetStatus.Complete => ResponseCategory.Complete,
        NonTargetStatus.Persisting => ResponseCategory.NonCompleteNonProgressive,
        _ => ResponseCategory.NotEvaluable,
    };
}
