namespace Vesalius.Learning.Confidence;

/// <summary>Fits the intervals of volumes on trials, and tries each on trials that had no say in it.</summary>
internal sealed class IntervalFit
{
    // Below so many cases a structure borrows those of all others.
    private const int FewestOfOne = 20;

    private readonly (int Structure, int Fold, VolumeResidual Residual)[] all;
    private readonly double level;

    /// <summary>A fit on trials of scans as they are.</summary>
    public IntervalFit(IReadOnlyList<ConfidenceTrial> trials, int[] folds, double temperature, double level)
    {
        this.level = level;
        all = [.. from trial in Enumerable.Range(0, trials.Count)
                  from structure in Enumerable.Range(0, trials[trial].Scores.Count)
                  let residual = trials[trial].Residual(structure, temperature)
                  where residual is not null
                  select (structure, folds[trial], residual.Value)];
    }

    /// <summary>
    /// The share of all volumes that lay in the intervals the other folds would have given; null where it could not be tried.
    /// </summary>
    public double? Coverage => Share(all);

    /// <summary>The calibration of a structure with its intervals.</summary>
    public StructureCalibration With(StructureCalibration one, int structure)
    {
        VolumeReach reach = ReachOf(structure, -1, out int cases);
        return one with
        {
            ReachBelow = double.IsNaN(reach.Below) ? null : reach.Below,
            ReachAbove = double.IsNaN(reach.Above) ? null : reach.Above,
            IntervalCases = cases,
            Coverage = Share([.. all.Where(item => item.Structure == structure)]),
        };
    }

    private double? Share((int Structure, int Fold, VolumeResidual Residual)[] tried)
    {
        bool[] held = [.. tried
            .Select(item => (Reach: ReachOf(item.Structure, item.Fold, out _), item.Residual))
            .Where(item => !double.IsNaN(item.Reach.Below) && !double.IsNaN(item.Reach.Above))
            .Select(item => item.Reach.Holds(item.Residual))];
        return held.Length == 0 ? null : held.Average(one => one ? 1.0 : 0);
    }

    private VolumeReach ReachOf(int structure, int withoutFold, out int cases)
    {
        var others = all.Where(item => item.Fold != withoutFold).ToArray();
        var own = others.Where(item => item.Structure == structure).ToArray();
        var used = own.Length >= FewestOfOne ? own : others;
        cases = used.Length;
        return VolumeReach.Of([.. used.Select(item => item.Residual)], level);
    }
}
