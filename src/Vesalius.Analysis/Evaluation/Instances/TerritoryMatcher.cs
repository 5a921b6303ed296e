using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Holds every reference part against what was predicted in its territory.</summary>
internal static class TerritoryMatcher
{
    /// <summary>The scores of a pair of masks of which at least one has a voxel.</summary>
    public static InstanceScores Compare(MaskPair pair, TerritoryMatching rule, InstanceSurfaces surfaces)
    {
        InstanceParts reference = InstanceParts.Of(pair.ReferenceMask(), rule, surfaces.Cancellation);
        if (reference.Count == 0)
        {
            return Scores([], 0, double.PositiveInfinity);
        }

        var prediction = new InstanceParts(Territories(reference, pair.PredictionMask(), surfaces.Cancellation), reference.Count);
        var overlaps = new InstanceOverlaps(reference, prediction);
        InstanceEvaluation[] parts = [.. Enumerable.Range(1, reference.Count).Select(part =>
            reference.Describe(part, overlaps.Of(part, [part])) with { Surface = surfaces.Compare(reference, part, prediction, [part]) })];
        return Scores(parts, parts.Average(part => part.Overlap.Dice), parts.Average(part => Worst(part.Surface)));
    }

    private static InstanceScores Scores(InstanceEvaluation[] parts, double dice, double distance) => new()
    {
        Instances = parts,
        Invented = 0,
        InventedMm3 = 0,
        Dice = dice,
        HausdorffPercentileMm = distance,
    };

    // A part with nothing predicted in its territory has no finite distance, whatever the profile calls it.
    private static double Worst(SurfaceScores? surface) => surface switch
    {
        null => double.NaN,
        { HausdorffPercentileMm: var mm } => double.IsFinite(mm) ? mm : double.PositiveInfinity,
    };

    // The number of the nearest part for every predicted voxel.
    private static Volume<int> Territories(InstanceParts reference, Volume<bool> prediction, CancellationToken cancellation)
    {
        Grid grid = prediction.Grid;
        var inVoxels = new Grid(grid.Size, Affine.FromSpacing(new Spacing(1, 1, 1)), grid.Dimensions);
        var owner = new Volume<int>(grid);
        float[] nearest = new float[owner.Array.Length];
        Array.Fill(nearest, float.PositiveInfinity);
        for (int part = 1; part <= reference.Count; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            int number = part;
            Volume<bool> mask = reference.Numbers.Map(voxel => voxel == number).On(inVoxels);
            float[] distances = DistanceTransform.To(mask, cancellation: cancellation).Array;
            for (int i = 0; i < nearest.Length; i++)
            {
                if (prediction.Array[i] && distances[i] < nearest[i])
                {
                    (nearest[i], owner.Array[i]) = (distances[i], number);
                }
            }
        }

        return owner;
    }
}
