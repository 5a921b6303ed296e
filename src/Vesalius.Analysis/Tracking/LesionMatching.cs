namespace Vesalius.Analysis.Tracking;

/// <summary>
/// Pairs the lesions of two visits. Lesions near each other are candidates; the cheapest assignment (by how little they cover each other,
/// how
/// far their centres lie apart and how different their volumes are) makes pairs; what is left over and lies inside a lesion of the other
/// visit has merged into it or split off from it.
/// </summary>
internal sealed class LesionMatching(TrackingOptions options)
{
    /// <summary>Distances within this count as inside, in mm: half a voxel's diagonal of common scans.</summary>
    private const double InsideMm = 1;

    private const double ByHand = -1000;

    /// <summary>Matches two lists of lesions.</summary>
    /// <param name="earlier">Lesions as last seen.</param>
    /// <param name="later">Lesions of the next visit.</param>
    /// <param name="decided">What a person decided about a pair: true for the same lesion, false for not, null for nothing.</param>
    public VisitMatch Match(IReadOnlyList<LesionShape> earlier, IReadOnlyList<LesionShape> later, Func<int, int, bool?> decided)
    {
        var costs = new double[earlier.Count, later.Count];
        var isByHand = new bool?[earlier.Count, later.Count];
        for (int i = 0; i < earlier.Count; i++)
        {
            for (int j = 0; j < later.Count; j++)
            {
                isByHand[i, j] = decided(i, j);
                costs[i, j] = isByHand[i, j] switch
                {
                    true => ByHand + Cost(earlier[i], later[j], always: true),
                    false => double.PositiveInfinity,
                    null => Cost(earlier[i], later[j], always: false),
                };
            }
        }

        int[] partner = AssignByGroups(costs), back = [.. Enumerable.Repeat(-1, later.Count)];
        foreach ((int i, int j) in partner.Index().Where(pair => pair.Item >= 0))
        {
            back[j] = i;
        }

        int[] mergedInto = [.. partner.Select((j, i) => j >= 0 ? -1 : Container(later, earlier[i], other => isByHand[i, other]))];
        int[] splitFrom = [.. back.Select((i, j) => i >= 0 ? -1 : Container(earlier, later[j], other => isByHand[other, j]))];
        double[] confidence = [.. back.Select((i, j) => i < 0 ? double.NaN : costs[i, j] < 0 ? 1 : Math.Exp(-costs[i, j]))];
        return new VisitMatch(partner, back, mergedInto, splitFrom, confidence);
    }

    private double Cost(LesionShape a, LesionShape b, bool always)
    {
        double apart = a.Lesion.CommonCentroid.DistanceTo(b.Lesion.CommonCentroid);
        double ratio = b.Lesion.Measurement.VolumeMl / a.Lesion.Measurement.VolumeMl;
        double shape = 0.5 * apart / (a.RadiusMm + b.RadiusMm) + 0.25 * Math.Abs(Math.Log(ratio));
        if (a.Lesion.Label.Name != b.Lesion.Label.Name || apart > a.ReachMm + b.ReachMm + options.ToleranceMm)
        {
            return always ? 1 + shape : double.PositiveInfinity;
        }

        double covered = a.Covers(b, options.ToleranceMm), covering = b.Covers(a, options.ToleranceMm);
        return always || Math.Max(covered, covering) >= options.LeastNearby
            ? 1 - (covered + covering) / 2 + shape
            : double.PositiveInfinity;
    }

    /// <summary>The lesion that holds most of another, or −1 when none holds enough of it.</summary>
    private int Container(IReadOnlyList<LesionShape> candidates, LesionShape lesion, Func<int, bool?> decided)
    {
        (int best, double most) = (-1, options.LeastInside);
        for (int i = 0; i < candidates.Count; i++)
        {
            LesionShape candidate = candidates[i];
            bool isNear = candidate.Lesion.Label.Name == lesion.Lesion.Label.Name && candidate.Lesion.CommonCentroid
                .DistanceTo(lesion.Lesion.CommonCentroid) <= candidate.ReachMm + lesion.ReachMm + InsideMm;
            double inside = decided(i) is { } said ? (said ? 2 : 0) : isNear ? candidate.Covers(lesion, InsideMm) : 0;
            (best, most) = inside >= most ? (i, inside) : (best, most);
        }

        return best;
    }

    /// <summary>Lesions that no chain of candidates joins are assigned apart, so that many lesions take little time.</summary>
    private int[] AssignByGroups(double[,] costs)
    {
        int rows = costs.GetLength(0), columns = costs.GetLength(1);
        int[] result = [.. Enumerable.Repeat(-1, rows)];
        int[] group = [.. Enumerable.Range(0, rows + columns)];
        int Root(int i) => group[i] == i ? i : group[i] = Root(group[i]);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                if (double.IsFinite(costs[i, j]))
                {
                    group[Root(i)] = Root(rows + j);
                }
            }
        }

        foreach (IGrouping<int, int> members in Enumerable.Range(0, rows + columns).GroupBy(Root))
        {
            int[] mine = [.. members.Where(i => i < rows)], theirs = [.. members.Where(i => i >= rows).Select(i => i - rows)];
            var block = new double[mine.Length, theirs.Length];
            for (int i = 0; i < block.Length; i++)
            {
                block[i / theirs.Length, i % theirs.Length] = costs[mine[i / theirs.Length], theirs[i % theirs.Length]];
            }

            foreach ((int row, int column) in Assignment.Of(block, options.UnmatchedCost).Index().Where(pair => pair.Item >= 0))
            {
                result[mine[row]] = theirs[column];
            }
        }

        return result;
    }
}
