namespace Vesalius.Analysis.Tracking.Response;

/// <summary>What was found at one visit.</summary>
/// <param name="Targets">A reading of each target, by <see cref="TargetLesion.Id"/>; targets that are not listed were not assessed.</param>
/// <param name="NonTargets">Disease that is not measured.</param>
/// <param name="NewLesions">Lesions that were not there at baseline.</param>
public sealed record RecistVisit(
    IReadOnlyDictionary<string, TargetReading> Targets,
    NonTargetStatus NonTargets = NonTargetStatus.None,
    NewLesionStatus NewLesions = NewLesionStatus.None)
{
    private static readonly TargetReading NotAssessed = new TargetReading.NotAssessed();

    /// <summary>The reading of a target.</summary>
    public TargetReading this[TargetLesion target] => Targets.GetValueOrDefault(target.Id, NotAssessed);

    /// <summary>The sum of the readings in mm; null when a target was not assessed.</summary>
    public decimal? Sum(IEnumerable<TargetLesion> targets) =>
        targets.Aggregate((decimal?)0, (sum, target) => sum + this[target].Millimetres);

    /// <summary>The sum of those targets that were assessed, in mm.</summary>
    public decimal AssessedSum(IEnumerable<TargetLesion> targets) => targets.Sum(target => this[target].Millimetres ?? 0);
}
