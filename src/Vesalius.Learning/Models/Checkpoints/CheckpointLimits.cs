namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>How much a checkpoint may ask for. What is beyond is refused before memory is taken for it.</summary>
public sealed record CheckpointLimits
{
    /// <summary>Bytes of the pickle, which describes the tensors without holding their values. 128 MiB by default.</summary>
    public long PickleBytes { get; init; } = 128L << 20;

    /// <summary>Values that the pickle may make: numbers, texts, containers. Four million by default.</summary>
    public int Values { get; init; } = 4_000_000;

    /// <summary>Values of one tensor. 2³⁰ by default.</summary>
    public long TensorValues { get; init; } = 1L << 30;

    /// <summary>Bytes that a file packed into a zip of models may have once unpacked. 16 GiB by default.</summary>
    public long UnpackedBytes { get; init; } = 16L << 30;
}
