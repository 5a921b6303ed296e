using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Holds every lesion, grown, against all predicted parts that reach into it.</summary>
internal static class DilationMatcher
{
    /// <summary>The scores of a pair of masks of which at least one has a voxel.</summary>
    public static InstanceScores Compare(MaskPair pair, DilationMatching rule, InstanceSurfaces surfaces)
    {
        Volume<bool> mask = pair.ReferenceMask();

        // A lesion is what one connected growth holds, and that growth is the lesion's own: others' do not touch it.
        Volume<int> growths = InstanceParts.Of(StepGrowth.Of(mask, rule.Steps), rule, surfaces.Cancellation).Numbers;
        InstanceParts reference = Renumbered(growths, mask);
        InstanceParts prediction = InstanceParts.Of(pair.PredictionMask(), rule, surfaces.Cancellation);
        var overlaps = new InstanceOverlaps(reference, prediction);
        ILookup<int, int> reaching = Reaching(growths, prediction.Numbers).ToLookup(touch => touch.Growth, touch => touch.Part);
        InstanceEvaluation[] lesions = [.. Enumerable.Range(1, reference.Count).Select(lesion =>
        {
            int[] parts = [.. reaching[lesion].Order()];
            InstanceEvaluation known = reference.Describe(lesion, overlaps.Of(lesion, parts));
            return known with
            {
                Predictions = parts,
                IsFound = parts.Length > 0,
                IsCounted = known.VolumeMm3 > rule.LargestIgnoredMm3,
                Surface = surfaces.Compare(reference, lesion, prediction, parts),
            };
        })];
        int[] invented = [.. Enumerable.Range(1, prediction.Count).Except(reaching.SelectMany(parts => parts))];
        return Score(lesions, invented, rule) with { InventedMm3 = invented.Sum(prediction.Voxels) * pair.Grid.VoxelVolumeMm3 };
    }

    private static InstanceScores Score(InstanceEvaluation[] lesions, int[] invented, DilationMatching rule)
    {
        InstanceEvaluation[] counted = [.. lesions.Where(lesion => lesion.IsCounted)];
        int parts = counted.Length + invented.Length;
        double distance = counted.Sum(lesion => Penalised(lesion.Surface, rule)) + (invented.Length * rule.PenaltyMm);
        return new InstanceScores
        {
            Instances = lesions,
            Invented = invented.Length,
            InventedMm3 = 0,
            Dice = parts == 0 ? 1 : counted.Sum(lesion => lesion.Overlap.Dice) / parts,
            HausdorffPercentileMm = parts == 0 ? 0 : distance / parts,
        };
    }

    private static double Penalised(SurfaceScores? surface, DilationMatching rule) => surface switch
    {
        null => double.NaN,
        { HausdorffPercentileMm: var mm } => double.IsFinite(mm) ? mm : rule.PenaltyMm,
    };

    // Growths of which each holds some of the mask, as numbers of the mask's voxels.
    private static InstanceParts Renumbered(Volume<int> growths, Volume<bool> mask)
    {
        var numbers = new Volume<int>(mask.Grid);
        for (int i = 0; i < numbers.Array.Length; i++)
        {
            numbers.Array[i] = mask.Array[i] ? growths.Array[i] : 0;
        }

        return new InstanceParts(numbers, numbers.Array.Append(0).Max());
    }

    private static HashSet<(int Growth, int Part)> Reaching(Volume<int> growths, Volume<int> parts)
    {
        var found = new HashSet<(int, int)>();
        for (int i = 0; i < growths.Array.Length; i++)
        {
            if (growths.Array[i] != 0 && parts.Array[i] != 0)
            {
                found.Add((growths.Array[i], parts.Array[i]));
            }
        }

        return found;
    }
}
