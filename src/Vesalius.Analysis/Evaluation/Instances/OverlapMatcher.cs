using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Matches parts one to one by their overlap.</summary>
internal static class OverlapMatcher
{
    /// <summary>The scores of a pair of masks of which at least one has a voxel.</summary>
    public static InstanceScores Compare(MaskPair pair, OverlapMatching rule, InstanceSurfaces surfaces)
    {
        InstanceParts reference = InstanceParts.Of(pair.ReferenceMask(), rule, surfaces.Cancellation);
        InstanceParts prediction = InstanceParts.Of(pair.PredictionMask(), rule, surfaces.Cancellation);
        var overlaps = new InstanceOverlaps(reference, prediction);
        Dictionary<int, int> matches = Match(overlaps, rule);
        InstanceEvaluation[] parts = [.. Enumerable.Range(1, reference.Count).Select(part =>
        {
            int[] matched = matches.TryGetValue(part, out int other) ? [other] : [];
            return reference.Describe(part, overlaps.Of(part, matched)) with
            {
                Predictions = matched,
                IsFound = matched.Length > 0,
                Surface = matched.Length > 0 ? surfaces.Compare(reference, part, prediction, matched) : null,
            };
        })];
        int[] invented = [.. Enumerable.Range(1, prediction.Count).Except(matches.Values)];
        InstanceEvaluation[] found = [.. parts.Where(part => part.IsFound)];
        return new InstanceScores
        {
            Instances = parts,
            Invented = invented.Length,
            InventedMm3 = invented.Sum(prediction.Voxels) * pair.Grid.VoxelVolumeMm3,
            Dice = found.Length > 0 ? found.Average(part => part.Overlap.Dice) : 0,
            HausdorffPercentileMm = found.Length > 0
                ? found.Average(part => part.Surface?.HausdorffPercentileMm ?? double.NaN)
                : double.PositiveInfinity,
        };
    }

    // From the greatest IoU down; of equal ones the lower numbers first.
    private static Dictionary<int, int> Match(InstanceOverlaps overlaps, OverlapMatching rule)
    {
        var matches = new Dictionary<int, int>();
        var taken = new HashSet<int>();
        var candidates =
            from pair in overlaps.Pairs
            let iou = overlaps.Of(pair.Reference, [pair.Prediction]).Iou
            where rule.IsStrict ? iou > rule.LeastIou : iou >= rule.LeastIou
            orderby iou descending, pair.Reference, pair.Prediction
            select pair;
        foreach ((int reference, int prediction) in candidates)
        {
            if (!matches.ContainsKey(reference) && taken.Add(prediction))
            {
                matches.Add(reference, prediction);
            }
        }

        return matches;
    }
}
