using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>
/// The scores of the last window in which every channel had one value throughout, such as air cut off by a CT window or what lies outside
/// of the scan. A network gives the same scores to the same window, so that the next such window need not be seen again.
/// </summary>
internal sealed class UniformWindow
{
    // Scores of more values than this are not kept.
    private const long MostValues = 1L << 25;

    private readonly float[][][] scores;
    private readonly float[] value;
    private bool isKept;

    private UniformWindow(float[][][] scores, int channels) => (this.scores, value) = (scores, new float[channels]);

    /// <summary>Room for the scores of several networks; null where there is too much of them.</summary>
    public static UniformWindow? For(int networks, int classes, Size3 window, int channels) =>
        networks * classes * window.Count > MostValues || window.Count == 1 ? null : new UniformWindow(
            [.. Enumerable.Range(0, networks).Select(_ => new float[classes][])], channels);

    /// <summary>Whether a window, [C, Z, Y, X], has one value in each channel.</summary>
    public bool IsUniform(float[] patch)
    {
        int voxels = patch.Length / value.Length;
        for (int channel = 0; channel < value.Length; channel++)
        {
            ReadOnlySpan<float> values = patch.AsSpan(channel * voxels, voxels);
            if (values.ContainsAnyExcept(values[0]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the scores that are kept are those of this uniform window.</summary>
    public bool Knows(float[] patch)
    {
        int voxels = patch.Length / value.Length;
        for (int channel = 0; isKept && channel < value.Length; channel++)
        {
            if (patch[channel * voxels] != value[channel])
            {
                return false;
            }
        }

        return isKept;
    }

    /// <summary>Says whose scores will be kept now.</summary>
    public void Begin(float[] patch)
    {
        int voxels = patch.Length / value.Length;
        for (int channel = 0; channel < value.Length; channel++)
        {
            value[channel] = patch[channel * voxels];
        }

        isKept = true;
    }

    /// <summary>Keeps one class's scores.</summary>
    public void Keep(int network, int classOffset, ReadOnlySpan<float> values)
    {
        float[] kept = scores[network][classOffset] ??= new float[values.Length];
        values.CopyTo(kept);
    }

    /// <summary>One class's scores.</summary>
    public ReadOnlySpan<float> Of(int network, int classOffset) => scores[network][classOffset];
}
