namespace Vesalius.Learning.Networks.Native;

/// <summary>The shape of a normalisation, and how its voxels are dealt out to the cores.</summary>
/// <param name="Samples">N.</param>
/// <param name="Voxels">All voxels of one sample.</param>
/// <param name="Channels">C.</param>
/// <param name="Slope">The leaky ReLU's slope for negative values; 1 leaves values as they are.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal readonly record struct NormShape(int Samples, long Voxels, int Channels, float Slope, double Epsilon)
{
    private const long ChunkElements = 1 << 17;

    /// <summary>Chunks per sample. It depends on the shape only, so that sums are the same on any number of cores.</summary>
    public int Chunks => (int)Math.Clamp(Voxels * Channels / ChunkElements, 1, 64);

    /// <summary>Bytes of one sample.</summary>
    public long SampleBytes(int elementSize) => Voxels * Channels * elementSize;

    /// <summary>The sample and the voxels of one task.</summary>
    public (int Sample, long First, long Last) Chunk(int task)
    {
        int sample = task / Chunks, chunk = task % Chunks;
        return (sample, Voxels * chunk / Chunks, Voxels * (chunk + 1) / Chunks);
    }
}

/// <summary>The learned scale and shift of each channel.</summary>
/// <param name="Gamma">C scales.</param>
/// <param name="Beta">C shifts.</param>
internal readonly unsafe record struct NormWeights(nint Gamma, nint Beta)
{
    /// <summary>The scale of a channel.</summary>
    public float GammaAt(int channel) => ((float*)Gamma)[channel];

    /// <summary>The shift of a channel.</summary>
    public float BetaAt(int channel) => ((float*)Beta)[channel];
}
