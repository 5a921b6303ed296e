using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>The topology of a U-Net: one entry per resolution level, the finest first.</summary>
public sealed record NetworkPlan
{
    /// <summary>Feature channels per level.</summary>
    public required IReadOnlyList<int> Features { get; init; }

    /// <summary>The step by which each level is coarser than the one before, per axis (x, y, z); the first is [1, 1, 1].</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Strides { get; init; }

    /// <summary>The kernel of each level's convolutions, per axis (x, y, z), odd numbers.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Kernels { get; init; }

    /// <summary>Convolutions (plain blocks) or residual blocks per encoder level.</summary>
    public required IReadOnlyList<int> EncoderBlocks { get; init; }

    /// <summary>Convolutions per decoder level.</summary>
    public required IReadOnlyList<int> DecoderBlocks { get; init; }

    /// <summary>What a block is made of.</summary>
    public BlockKind Block { get; init; } = BlockKind.Plain;

    /// <summary>Whether a block of the first level's features comes before its own blocks, as residual encoders have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasStem { get; init; }

    /// <summary>Whether what makes the decoder's grids finer has biases. (Other convolutions are followed by a norm, which takes a bias away.)</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasUpsamplingBias { get; init; }

    /// <summary>How activations are normalised.</summary>
    public NormKind Norm { get; init; } = NormKind.Instance;

    /// <summary>How many of the finer decoder levels have an output of their own while training: 1 is the full resolution only.</summary>
    public int SupervisedLevels { get; init; } = 1;
}

/// <summary>What an encoder block of a U-Net is made of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlockKind>))]
public enum BlockKind
{
    /// <summary>Convolution, norm, leaky ReLU.</summary>
    Plain,

    /// <summary>Two convolutions with a shortcut around them.</summary>
    Residual,
}

/// <summary>How activations are normalised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NormKind>))]
public enum NormKind
{
    /// <summary>Per sample and channel.</summary>
    Instance,

    /// <summary>Per channel over the batch, with running statistics for inference.</summary>
    Batch,
}
