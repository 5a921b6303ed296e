using Vesalius.Analysis.Statistics;

namespace Vesalius.Learning.Confidence;

/// <summary>What the scans were like that a model has learned from: what is far from them it may not know.</summary>
public sealed record ScanFamiliarity
{
    private const string Orientation = "orientation";
    private const double UnseenOrientation = 20, FamiliarShare = 0.95;

    /// <summary>How many scans this is told of.</summary>
    public required int Scans { get; init; }

    /// <summary>Where the voxel axes pointed, such as "LPS".</summary>
    public required IReadOnlyList<string> Orientations { get; init; }

    /// <summary>Where each property lay.</summary>
    public required IReadOnlyList<PropertyRange> Ranges { get; init; }

    /// <summary>The steps of the most deviating property that 95 % of scans stay within which were not learned from.</summary>
    public required double TypicalSteps { get; init; }

    /// <summary>Takes the profiles of scans together.</summary>
    /// <param name="learned">Scans of training, at least one.</param>
    /// <param name="heldBack">Scans that were not learned from; without any, those of training stand in for them.</param>
    /// <exception cref="ArgumentException">There is no scan.</exception>
    public static ScanFamiliarity Of(IReadOnlyList<ScanProfile> learned, IReadOnlyList<ScanProfile> heldBack)
    {
        ArgumentNullException.ThrowIfNull(learned);
        ArgumentNullException.ThrowIfNull(heldBack);
        if (learned.Count == 0)
        {
            throw new ArgumentException("Familiarity needs at least one scan of training; none came.", nameof(learned));
        }

        var all = new ScanFamiliarity
        {
            Scans = learned.Count,
            Orientations = [.. learned.Select(one => one.Orientation).Distinct().Order(StringComparer.Ordinal)],
            Ranges = [.. Enumerable.Range(0, learned[0].Properties.Count)
                .Select(i => PropertyRange.Of([.. learned.Select(one => one.Properties[i])]))],
            TypicalSteps = 1,
        };
        double[] steps = [.. (heldBack.Count > 0 ? heldBack : learned).Select(one => all.Judge(one).Distance).Order()];
        return all with { TypicalSteps = Math.Max(1, OrderStatistics.Quantile(steps, FamiliarShare)) };
    }

    /// <summary>How far a scan lies from these.</summary>
    /// <param name="profile">The scan's profile, made for the same model.</param>
    /// <exception cref="ArgumentException">The profile has other properties.</exception>
    public Novelty Judge(ScanProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Properties.Count != Ranges.Count)
        {
            throw new ArgumentException(
                $"A profile of {Ranges.Count} properties was expected; one of {profile.Properties.Count} came.", nameof(profile));
        }

        int worst = Enumerable.Range(0, Ranges.Count).MaxBy(i => Ranges[i].Steps(profile.Properties[i]));
        double steps = Ranges[worst].Steps(profile.Properties[worst]);
        if (!Orientations.Contains(profile.Orientation) && steps < UnseenOrientation)
        {
            return new Novelty(UnseenOrientation / TypicalSteps, Orientation,
                $"its axes point to {profile.Orientation}; those of training to {string.Join(" or ", Orientations)}");
        }

        (ScanProperty property, PropertyRange range) = (profile.Properties[worst], Ranges[worst]);
        string unit = property.Unit.Length == 0 ? string.Empty : " " + property.Unit;
        return new Novelty(steps / TypicalSteps, property.Name,
            $"its {property.Name} is {property.Value:G3}{unit}; in training it was {range.Low:G3} to {range.High:G3}{unit}");
    }
}
