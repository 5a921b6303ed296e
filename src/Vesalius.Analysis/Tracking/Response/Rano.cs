namespace Vesalius.Analysis.Tracking.Response;

/// <summary>
/// Response of gliomas by RANO (Wen et al., Journal of Clinical Oncology 28, 2010, 1963–1972): sizes, T2/FLAIR, new lesions, steroids and
/// how
/// the patient is. Complete and partial responses are those of the visit; that they last four weeks is for a second visit to confirm.
/// </summary>
public static class Rano
{
    /// <summary>A lesion is measurable when both diameters reach this, in mm, on two slices or more.</summary>
    public const decimal MeasurableFromMm = 10;

    /// <summary>The response at each visit, the first being the baseline.</summary>
    /// <param name="visits">The visits in order of time.</param>
    /// <param name="thresholds">RANO's, those for low-grade glioma or for volumes; null for RANO's.</param>
    /// <exception cref="ArgumentException">There is no visit, or the first has no sum.</exception>
    public static IReadOnlyList<RanoAssessment> Assess(IReadOnlyList<RanoVisit> visits, ResponseThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(visits);
        if (visits is not [{ Sum: { } baseline }, ..])
        {
            throw new ArgumentException("The first visit is the baseline and has a sum, 0 where nothing is measurable.", nameof(visits));
        }

        thresholds ??= ResponseThresholds.Rano;
        var results = new List<RanoAssessment> { new(baseline, baseline, baseline, ResponseCategory.Stable, "baseline") };
        decimal nadir = baseline;
        foreach (RanoVisit visit in visits.Skip(1))
        {
            (ResponseCategory category, string reason) = Of(visit, visits[0], (baseline, nadir), thresholds);
            results.Add(new RanoAssessment(visit.Sum, baseline, nadir, category, reason));
            nadir = Math.Min(nadir, visit.Sum ?? nadir);
        }

        return results;
    }

    private static (ResponseCategory Category, string Reason) Of(
        RanoVisit visit, RanoVisit first, (decimal Baseline, decimal Nadir) sums, ResponseThresholds thresholds)
    {
        string? progression = visit.HasNewLesion ? "new lesion"
            : visit.Flair > 0 ? "T2/FLAIR disease grows"
            : visit.Clinical < 0 ? "the patient is worse"
            : visit.Sum is { } size && thresholds.IsProgression(size, sums.Nadir) ? $"sum {size:0.##} against a nadir of {sums.Nadir:0.##}"
            : null;
        if (progression is not null)
        {
            return (ResponseCategory.Progressive, progression);
        }

        if (visit.Sum is not { } sum)
        {
            return (ResponseCategory.NotEvaluable, "sizes were not assessed");
        }

        ResponseCategory bySize = thresholds.Of(sum, sums.Baseline, sums.Nadir);
        bool isFreeOfSteroids = visit.SteroidDose == 0, needsNoMoreSteroids = visit.SteroidDose <= first.SteroidDose;
        return bySize switch
        {
            ResponseCategory.Complete when isFreeOfSteroids && !visit.HasNonMeasurableDisease =>
                (bySize, "no enhancing disease, no steroids"),
            ResponseCategory.Complete when needsNoMoreSteroids =>
                (ResponseCategory.Partial, "no measurable disease, but steroids or other disease remain"),
            ResponseCategory.Partial or ResponseCategory.Minor when needsNoMoreSteroids =>
                (bySize, $"sum {sum:0.##} against {sums.Baseline:0.##} at baseline"),
            ResponseCategory.Stable => (bySize, $"sum {sum:0.##} against {sums.Baseline:0.##} at baseline"),
            _ => (ResponseCategory.Stable, "smaller, but on more steroids than at baseline"),
        };
    }
}
