namespace Vesalius.Analysis.Tracking.Response;

/// <summary>One patient's course, visit by visit: the nadir so far and the responses so far.</summary>
internal sealed class RecistCourse(IReadOnlyList<TargetLesion> targets, decimal baseline, RecistOptions options)
{
    private decimal? lowest;
    private bool wasPartial;
    private int completeInARow;
    private bool wasComplete;
    private bool wasConfirmedComplete;

    /// <summary>The baseline or a visit before it.</summary>
    public RecistAssessment Before(RecistVisit visit) =>
        Assessment(visit, targets.Count == 0 ? null : ResponseCategory.Stable, "baseline") with
        {
            Overall = targets.Count > 0 ? ResponseCategory.Stable : OverallResponse.Of(null, visit.NonTargets, NewLesionStatus.None),
        };

    /// <summary>The next visit after those before.</summary>
    public RecistAssessment Next(RecistVisit visit)
    {
        RecistAssessment assessment = Assess(visit);
        Remember(assessment);
        return assessment;
    }

    private RecistAssessment Assess(RecistVisit visit)
    {
        if (targets.Count == 0)
        {
            return Assessment(visit, null, "no target lesions");
        }

        (ResponseCategory response, string reason) = Targets(visit);
        return Assessment(visit, response, reason);
    }

    private RecistAssessment Assessment(RecistVisit visit, ResponseCategory? response, string reason) => new()
    {
        Sum = visit.Sum(targets),
        BaselineSum = baseline,
        Nadir = Nadir,
        Targets = response,
        NonTargets = visit.NonTargets,
        NewLesions = visit.NewLesions,
        Overall = OverallResponse.Of(response, visit.NonTargets, visit.NewLesions),
        Reason = Reason(visit, reason),
    };

    private (ResponseCategory Response, string Reason) Targets(RecistVisit visit)
    {
        decimal assessed = visit.AssessedSum(targets);
        if (ResponseThresholds.Recist.IsProgression(assessed, Nadir))
        {
            return (ResponseCategory.Progressive,
                $"sum {assessed:0.##} mm is {assessed - Nadir:0.##} mm{Percent(assessed, Nadir)} above the nadir {Nadir:0.##} mm");
        }

        if (ReappearanceCounts && targets.FirstOrDefault(target => !target.IsNode && visit[target].Millimetres > 0) is { } back)
        {
            return (ResponseCategory.Progressive, $"target {back.Id} reappears after a complete response");
        }

        if (visit.Sum(targets) is not { } sum)
        {
            return (ResponseCategory.NotEvaluable, "a target was not assessed");
        }

        return targets.All(target => IsGone(target, visit))
            ? (ResponseCategory.Complete, "no target is left, nodes are below 10 mm")
            : Measured(sum);
    }

    private (ResponseCategory Response, string Reason) Measured(decimal sum)
    {
        string change = $"sum {sum:0.##} mm is {Math.Abs(sum - baseline):0.##} mm{Percent(sum, baseline)} "
            + $"{(sum > baseline ? "above" : "below")} baseline {baseline:0.##} mm";
        if (ResponseThresholds.Recist.IsPartial(sum, baseline))
        {
            return (ResponseCategory.Partial, change);
        }

        return wasPartial && options.PartialResponse == PartialResponseReading.CarriedForward
            ? (ResponseCategory.Partial, change + "; the partial response of an earlier visit is carried forward")
            : (ResponseCategory.Stable, change);
    }

    private decimal Nadir => lowest ?? baseline;

    private bool ReappearanceCounts => options.ReappearanceNeedsConfirmedResponse ? wasConfirmedComplete : wasComplete;

    /// <summary>A target that grew into another one is not gone while that one is there.</summary>
    private bool IsGone(TargetLesion target, RecistVisit visit) => visit[target] switch
    {
        TargetReading.MergedInto into => targets.FirstOrDefault(other => other.Id == into.Id) is { } other
            && visit[other] is not TargetReading.MergedInto && IsGone(other, visit),
        { Millimetres: { } length } => target.IsNode ? length < Recist.NodeIsNormalBelowMm : length == 0,
        _ => false,
    };

    private void Remember(RecistAssessment assessment)
    {
        lowest = Math.Min(Nadir, assessment.Sum ?? Nadir);
        wasPartial |= assessment.Targets is ResponseCategory.Partial or ResponseCategory.Complete;
        completeInARow = assessment.Overall == ResponseCategory.Complete ? completeInARow + 1 : 0;
        wasComplete |= completeInARow > 0;
        wasConfirmedComplete |= completeInARow > 1;
    }

    private static string Reason(RecistVisit visit, string targets) => visit switch
    {
        { NewLesions: NewLesionStatus.Unequivocal } => $"new lesion; {targets}",
        { NonTargets: NonTargetStatus.UnequivocalProgression } => $"non-target disease progresses; {targets}",
        { NewLesions: NewLesionStatus.Equivocal } => $"{targets}; a possible new lesion is to be confirmed",
        _ => targets,
    };

    private static string Percent(decimal sum, decimal reference) =>
        reference == 0 ? string.Empty : $" ({(sum / reference - 1) * 100:+0.##;-0.##;0} %)";
}
