namespace Vesalius.Analysis.Tracking.Response;

/// <summary>
/// Response by RECIST 1.1 (Eisenhauer et al., European Journal of Cancer 45, 2009, 228–247), with decimal arithmetic. Where a sum both
/// meets
/// progression and complete response (small nodes growing), progression is reported.
/// </summary>
public static class Recist
{
    /// <summary>From this short axis on a lymph node is pathological, in mm.</summary>
    public const decimal NodeIsNormalBelowMm = 10;

    /// <summary>The response at each visit, in order; the baseline and visits before it are stable by definition.</summary>
    /// <param name="targets">The targets chosen at baseline; none for a patient with disease that is not measured only.</param>
    /// <param name="visits">The visits in order of time.</param>
    /// <param name="options">How the rules are read; null for each visit by itself.</param>
    /// <exception cref="ArgumentException">
    /// There is no baseline visit, a target has no length there, or two targets share a name.
    /// </exception>
    public static IReadOnlyList<RecistAssessment> Assess(
        IReadOnlyList<TargetLesion> targets, IReadOnlyList<RecistVisit> visits, RecistOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(visits);
        options ??= new RecistOptions();
        decimal baseline = BaselineSum(targets, visits, options);
        var course = new RecistCourse(targets, baseline, options);
        return [.. visits.Select((visit, i) => i <= options.BaselineVisit ? course.Before(visit) : course.Next(visit))];
    }

    /// <summary>
    /// The visit at which progression began, or null without progression. New lesions that were doubtful before they were certain date it
    /// back to the first of the doubtful visits in a row.
    /// </summary>
    public static int? ProgressionVisit(IReadOnlyList<RecistAssessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(assessments);
        for (int i = 0; i < assessments.Count; i++)
        {
            if (assessments[i].Overall == ResponseCategory.Progressive)
            {
                bool byNewLesion = assessments[i].NewLesions == NewLesionStatus.Unequivocal;
                while (byNewLesion && i > 0 && assessments[i - 1].NewLesions == NewLesionStatus.Equivocal)
                {
                    i--;
                }

                return i;
            }
        }

        return null;
    }

    private static decimal BaselineSum(IReadOnlyList<TargetLesion> targets, IReadOnlyList<RecistVisit> visits, RecistOptions options)
    {
        if (options.BaselineVisit >= visits.Count)
        {
            throw new ArgumentException($"Visit {options.BaselineVisit} is to be the baseline; there are {visits.Count} visits.",
                nameof(visits));
        }

        if (targets.GroupBy(target => target.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two targets are called '{twice.Key}'; each has a name of its own.", nameof(targets));
        }

        RecistVisit baseline = visits[options.BaselineVisit];
        return targets.FirstOrDefault(target => baseline[target] is not TargetReading.Measured { Millimetres: > 0 }) is { } without
            ? throw new ArgumentException($"Target '{without.Id}' has no length at baseline; a target is measured there.", nameof(visits))
            : targets.Sum(target => baseline[target].Millimetres!.Value);
    }
}
