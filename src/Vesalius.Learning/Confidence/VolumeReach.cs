namespace Vesalius.Learning.Confidence;

/// <summary>
/// By which factor to stretch what the probabilities allow, so that the true volume lies within in a given share of cases: split conformal
/// prediction (Papadopoulos et al. 2002; Lei et al. 2018), which needs no model of how voxels err together, only that new scans are like
/// those of validation.
/// </summary>
/// <param name="Below">The factor for volumes below the found one; NaN with too few cases to say.</param>
/// <param name="Above">The factor for volumes above it.</param>
internal readonly record struct VolumeReach(double Below, double Above)
{
    /// <summary>From so many cases on the two sides have factors of their own: a tail of 5 % needs 19 cases.</summary>
    private const int FewestForSides = 39;

    /// <summary>The factors that some cases ask for.</summary>
    public static VolumeReach Of(IReadOnlyList<VolumeResidual> cases, double level)
    {
        if (cases.Count < FewestForSides)
        {
            double both = Quantile([.. cases.Select(one => Math.Abs(one.Signed))], level);
            return new VolumeReach(both, both);
        }

        double tail = (1 + level) / 2;
        return new VolumeReach(
            Quantile([.. cases.Select(one => -one.Signed)], tail), Quantile([.. cases.Select(one => one.Signed)], tail));
    }

    /// <summary>Whether the true volume lies within.</summary>
    public bool Holds(VolumeResidual one) => one.Signed >= -Below && one.Signed <= Above;

    // With n cases the next one lies below the ⌈(n+1)·level⌉-th smallest with at least that probability.
    private static double Quantile(double[] scores, double level)
    {
        int rank = (int)Math.Ceiling((scores.Length + 1) * level - 1e-9);
        Array.Sort(scores);
        return rank > scores.Length ? double.NaN : scores[rank - 1];
    }
}
