namespace Vesalius.Analysis.Tracking.Response;

/// <summary>Chooses targets at baseline as RECIST 1.1 does: the largest measurable lesions, at most five, at most two per organ.</summary>
public sealed record TargetSelection
{
    /// <summary>The most targets in all.</summary>
    public int Most { get; init; } = 5;

    /// <summary>The most targets in one organ.</summary>
    public int MostPerOrgan { get; init; } = 2;

    /// <summary>The distance of the slices in mm; above 5 mm a lesion must be twice as long to be measurable.</summary>
    public decimal SliceThicknessMm { get; init; } = 5;

    /// <summary>Whether lengths were read on a plain chest film, where 20 mm are needed.</summary>
    public bool IsChestFilm { get; init; }

    /// <summary>From this length on a lesion outside lymph nodes is measurable, in mm.</summary>
    public decimal MeasurableFromMm => IsChestFilm ? 20 : SliceThicknessMm > 5 ? 2 * SliceThicknessMm : 10;

    /// <summary>From this short axis on a lymph node is measurable, in mm.</summary>
    public static decimal NodeMeasurableFromMm => 15;

    /// <summary>Whether a lesion can be a target.</summary>
    public bool IsMeasurable(TargetCandidate lesion)
    {
        ArgumentNullException.ThrowIfNull(lesion);
        return !lesion.IsUnsuitable && lesion.LengthMm >= (lesion.IsNode ? NodeMeasurableFromMm : MeasurableFromMm);
    }

    /// <summary>Whether a lesion is disease at all: a lymph node below 10 mm is not.</summary>
    public static bool IsDisease(TargetCandidate lesion)
    {
        ArgumentNullException.ThrowIfNull(lesion);
        return !lesion.IsNode || lesion.ShortMm >= Recist.NodeIsNormalBelowMm;
    }

    /// <summary>The targets, the largest first; of equals, the first by name.</summary>
    public IReadOnlyList<TargetCandidate> Targets(IEnumerable<TargetCandidate> lesions)
    {
        var chosen = new List<TargetCandidate>();
        foreach (TargetCandidate lesion in lesions.Where(IsMeasurable)
            .OrderByDescending(lesion => lesion.LengthMm).ThenBy(lesion => lesion.Id, StringComparer.Ordinal))
        {
            string organ = OrganOf(lesion);
            if (chosen.Count < Most && chosen.Count(other => OrganOf(other) == organ) < MostPerOrgan)
            {
                chosen.Add(lesion);
            }
        }

        return chosen;
    }

    /// <summary>All other disease: what is not measured, but watched.</summary>
    public IReadOnlyList<TargetCandidate> NonTargets(IEnumerable<TargetCandidate> lesions)
    {
        TargetCandidate[] all = [.. lesions];
        IReadOnlyList<TargetCandidate> targets = Targets(all);
        return [.. all.Where(lesion => IsDisease(lesion) && !targets.Contains(lesion))];
    }

    /// <summary>The organ as RECIST counts it: nodes are one, and so are both sides of a paired organ (EORTC).</summary>
    private static string OrganOf(TargetCandidate lesion) => lesion.IsNode
        ? "lymph nodes"
        : string.Join(' ', lesion.Organ.ToLowerInvariant()
            .Split([' ', '_', '-', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("left" or "right" or "l" or "r" or "upper" or "lower" or "middle" or "lobe"))
            .Select(word => word.Length > 3 && word.EndsWith('s') && !word.EndsWith("is", StringComparison.Ordinal) ? word[..^1] : word));
}
