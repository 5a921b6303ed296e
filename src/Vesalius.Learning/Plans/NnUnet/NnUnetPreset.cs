namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>
/// One of nnU-Net's planners: which blocks its networks have, and how much activation memory they may take. Sources: Isensee et al., Nature
/// Methods 18, 2021; for the residual encoders Isensee et al., "nnU-Net Revisited", arXiv:2404.09556.
/// </summary>
public sealed record NnUnetPreset
{
    private NnUnetPreset()
    {
    }

    /// <summary>The default planner: plain blocks, 8 GB of GPU memory.</summary>
    public static NnUnetPreset Plain { get; } = new()
    {
        Name = "nnunet", Planner = "ExperimentPlanner", PlansName = "nnUNetPlans", Block = BlockKind.Plain,
        Reference3D = 560_000_000, Reference2D = 85_000_000, LargestShareOfDataset = 0.05,
    };

    /// <summary>Residual encoder M: 8 GB.</summary>
    public static NnUnetPreset ResEncM { get; } = ResEnc("M", 680_000_000, 135_000_000);

    /// <summary>Residual encoder L: 24 GB.</summary>
    public static NnUnetPreset ResEncL { get; } = ResEnc("L", 2_100_000_000, 380_000_000);

    /// <summary>Residual encoder XL: 40 GB.</summary>
    public static NnUnetPreset ResEncXL { get; } = ResEnc("XL", 3_600_000_000, 560_000_000);

    /// <summary>Every preset.</summary>
    public static IReadOnlyList<NnUnetPreset> All { get; } = [Plain, ResEncM, ResEncL, ResEncXL];

    /// <summary>What it is called on the command line: "nnunet", "resenc-m", "resenc-l", "resenc-xl".</summary>
    public required string Name { get; init; }

    /// <summary>nnU-Net's name of the planner.</summary>
    public required string Planner { get; init; }

    /// <summary>nnU-Net's name of the plans it makes.</summary>
    public required string PlansName { get; init; }

    /// <summary>What an encoder block is made of.</summary>
    public required BlockKind Block { get; init; }

    /// <summary>The outputs of all convolutions, in numbers per sample, that a batch of two 3-D patches may have.</summary>
    public required long Reference3D { get; init; }

    /// <summary>The outputs of all convolutions, in numbers per sample, that a batch of twelve 2-D patches may have.</summary>
    public required long Reference2D { get; init; }

    /// <summary>The most voxels of a batch, as a share of all voxels of the dataset.</summary>
    public required double LargestShareOfDataset { get; init; }

    /// <summary>The preset of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static NnUnetPreset Named(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new ArgumentException(
            $"A preset is one of {string.Join(", ", All.Select(one => one.Name))}; '{name}' came.", nameof(name));

    /// <summary>Blocks per encoder level: two, or for residual encoders 1, 3, 4 and then 6.</summary>
    internal IReadOnlyList<int> EncoderBlocks(int levels) => Block == BlockKind.Plain
        ? [.. Enumerable.Repeat(2, levels)]
        : [.. Enumerable.Range(0, levels).Select(level => level switch { 0 => 1, 1 => 3, 2 => 4, _ => 6 })];

    private static NnUnetPreset ResEnc(string size, long reference3D, long reference2D) => new()
    {
        Name = $"resenc-{size.ToLowerInvariant()}", Planner = $"nnUNetPlannerResEnc{size}", PlansName = $"nnUNetResEncUNet{size}Plans",
        Block = BlockKind.Residual, Reference3D = reference3D, Reference2D = reference2D, LargestShareOfDataset = 1,
    };
}
