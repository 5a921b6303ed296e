using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Augmentation;

/// <summary>Draws patches from cases: where, and how varied. A third of them is made to show a structure, however small it is.</summary>
public sealed class PatchSampler
{
    private readonly Size3 patch;
    private readonly Augmentation augmentation;

    /// <summary>A sampler of patches of a plan's size.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="augmentation">How patches are varied; null for what suits the plan.</param>
    public PatchSampler(SegmentationPlan plan, AugmentationPlan? augmentation = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        patch = plan.PatchSize;
        this.augmentation = new Augmentation(augmentation ?? AugmentationPlan.For(plan), plan.Dimensions, plan.Channels.Count);
    }

    /// <summary>Of how many patches one is made to show a structure.</summary>
    public const int ForegroundEvery = 3;

    /// <summary>Draws one patch; with a chance of one third it is made to show a structure.</summary>
    public TrainingSample Sample(PreparedCase source, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Sample(source, random, showStructure: random.Next(ForegroundEvery) == 0);
    }

    /// <summary>Draws one patch.</summary>
    /// <param name="source">The case to read it from.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="showStructure">Whether a class of the case must lie in its middle half. Without effect on a case that has none.</param>
    /// <param name="rare">Which classes are drawn more often for that; null for all alike.</param>
    public TrainingSample Sample(PreparedCase source, Random random, bool showStructure, RareStructures? rare = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(random);
        VoxelPoint? target = showStructure && source.PresentClasses.Count > 0 ? Structure(source, random, rare) : null;
        Size3 size = source.Scan.Grid.Size;
        var centre = new VoxelPoint(
            Start(size.X, patch.X, target?.X, random) + 0.5 * (patch.X - 1),
            Start(size.Y, patch.Y, target?.Y, random) + 0.5 * (patch.Y - 1),
            Start(size.Z, patch.Z, target?.Z, random) + 0.5 * (patch.Z - 1));
        return augmentation.Draw(random).Apply(source, centre, patch);
    }

    private static VoxelPoint Structure(PreparedCase source, Random random, RareStructures? rare)
    {
        IReadOnlyList<int> present = source.PresentClasses;
        IReadOnlyList<int> places = source.ClassLocations[rare?.Draw(present, random) ?? present[random.Next(present.Count)]];
        int place = places[random.Next(places.Count)];
        Size3 size = source.Scan.Grid.Size;
        return new VoxelPoint(place % size.X, place / size.X % size.Y, place / size.X / size.Y);
    }

    /// <summary>Where the patch begins along one axis: inside the case where it fits, around all of the case where it does not.</summary>
    private static int Start(int count, int length, double? target, Random random)
    {
        int lowest = Math.Min(0, count - length), highest = Math.Max(0, count - length);
        if (target is null || length >= count)
        {
            return random.Next(lowest, highest + 1);
        }

        int quarter = length / 4, aside = random.Next(-quarter, quarter + 1);
        return Math.Clamp((int)target.Value - length / 2 + aside, lowest, highest);
    }
}
