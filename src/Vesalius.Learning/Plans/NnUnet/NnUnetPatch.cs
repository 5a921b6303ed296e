using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>
/// Finds the patch, network and batch of one configuration: the largest patch whose feature maps fit the preset's reference.
/// </summary>
internal sealed class NnUnetPatch(NnUnetPreset preset, int classes)
{
    private const int BaseFeatures = 32, MostFeatures3D = 320, MostFeatures2D = 512, SmallestBatch = 2;

    /// <summary>What is planned for.</summary>
    /// <param name="Name">The configuration's name.</param>
    /// <param name="Dimensions">2 or 3.</param>
    /// <param name="Spacing">Millimetres between voxels; 1 along z for 2-D.</param>
    /// <param name="MedianSize">The median size (x, y, z); 1 along z for 2-D.</param>
    /// <param name="DatasetVoxels">The voxels of the whole dataset, about.</param>
    public readonly record struct Wanted(
        string Name, int Dimensions, Spacing Spacing, IReadOnlyList<double> MedianSize, double DatasetVoxels);

    public NnUnetConfiguration Choose(Wanted wanted)
    {
        (int referenceBatch, long reference) = wanted.Dimensions == 2 ? (12, preset.Reference2D) : (2, preset.Reference3D);

        // The plain planner lets two samples have the whole budget, residual ones take the reference batch at its word.
        double divided = preset.Block == BlockKind.Plain ? referenceBatch / 2.0 : 1;
        NetworkTopology topology = NetworkTopology.For(Start(wanted), wanted.Spacing, wanted.Dimensions);
        NetworkPlan network = NetworkOf(topology, wanted.Dimensions);
        long size = FeatureMaps.SizeOf(topology.PatchSize, network, classes);
        while (size / divided > reference)
        {
            topology = Shorter(topology, wanted);
            network = NetworkOf(topology, wanted.Dimensions);
            size = FeatureMaps.SizeOf(topology.PatchSize, network, classes);
        }

        double fitting = Math.Round((double)reference / size * referenceBatch);
        double covering = Math.Round(wanted.DatasetVoxels * preset.LargestShareOfDataset / topology.PatchSize.Count);
        return new NnUnetConfiguration
        {
            Name = wanted.Name,
            Dimensions = wanted.Dimensions,
            Spacing = wanted.Spacing,
            MedianSize = wanted.MedianSize,
            PatchSize = topology.PatchSize,
            BatchSize = (int)Math.Max(Math.Min(fitting, covering), SmallestBatch),
            Network = network,
            FeatureMapSize = size,
        };
    }

    /// <summary>A cube in millimetres of 256³ voxels (a square of 2048² pixels), cut to the median scan.</summary>
    private static double[] Start(Wanted wanted)
    {
        double[] perMm = [.. Enumerable.Range(0, wanted.Dimensions).Select(axis => 1 / wanted.Spacing[axis])];
        double voxels = wanted.Dimensions == 3 ? 256.0 * 256 * 256 : 2048.0 * 2048;
        double scale = Math.Pow(voxels / perMm.Aggregate(1.0, (product, one) => product * one), 1.0 / wanted.Dimensions);
        return [.. Enumerable.Range(0, 3).Select(axis => axis < wanted.Dimensions
            ? Math.Min(Math.Round(perMm[axis] * scale), wanted.MedianSize[axis]) : 1)];
    }

    /// <summary>
    /// The patch cut along the axis of which it shows most. The cut is one divisor of the patch that is one divisor shorter: 256 with a
    /// divisor of 64 goes on to 224, whose divisor is 32, and not to 192.
    /// </summary>
    private static NetworkTopology Shorter(NetworkTopology topology, Wanted wanted)
    {
        Size3 patch = topology.PatchSize;
        int axis = Enumerable.Range(0, wanted.Dimensions).MaxBy(one => patch[one] / wanted.MedianSize[one]);
        NetworkTopology tried = NetworkTopology.For(Cut(patch, axis, topology.Divisor[axis]), wanted.Spacing, wanted.Dimensions);
        return NetworkTopology.For(Cut(patch, axis, tried.Divisor[axis]), wanted.Spacing, wanted.Dimensions);
    }

    private static double[] Cut(Size3 patch, int axis, int by) =>
        [.. Enumerable.Range(0, 3).Select(one => (double)patch[one] - (one == axis ? by : 0))];

    private NetworkPlan NetworkOf(NetworkTopology topology, int dimensions)
    {
        int levels = topology.Strides.Count, most = dimensions == 2 ? MostFeatures2D : MostFeatures3D;
        return new NetworkPlan
        {
            Features = [.. Enumerable.Range(0, levels).Select(level => (int)Math.Min(most, (long)BaseFeatures << level))],
            Strides = topology.Strides,
            Kernels = topology.Kernels,
            EncoderBlocks = preset.EncoderBlocks(levels),
            DecoderBlocks = [.. Enumerable.Repeat(preset.Block == BlockKind.Plain ? 2 : 1, levels - 1)],
            Block = preset.Block,
            HasStem = preset.Block == BlockKind.Residual,

            // Every decoder level has a head there; the coarsest one's loss counts for nothing.
            SupervisedLevels = Math.Max(1, levels - 2),
        };
    }
}
