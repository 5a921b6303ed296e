using Vesalius.Imaging;

namespace Vesalius.Learning.Preprocessing;

/// <summary>A scan as the network wants it: every channel normalised, on the working grid, in one array.</summary>
public sealed class PreparedScan
{
    /// <summary>A scan over existing memory.</summary>
    /// <param name="grid">The working grid.</param>
    /// <param name="channelCount">The number of channels, at least 1.</param>
    /// <param name="voxels">All channels, shape [C, Z, Y, X].</param>
    /// <exception cref="ArgumentException">The array does not hold one value per voxel and channel.</exception>
    public PreparedScan(Grid grid, int channelCount, float[] voxels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(voxels);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        if (voxels.Length != grid.Size.Count * channelCount)
        {
            throw new ArgumentException($"{channelCount} channel(s) of {grid.Size} need {grid.Size.Count * channelCount} values; {voxels.Length} came.", nameof(voxels));
        }

        Grid = grid;
        ChannelCount = channelCount;
        Voxels = voxels;
    }

    /// <summary>Where the voxels lie in the patient.</summary>
    public Grid Grid { get; }

    /// <summary>Where the working grid lies on the scan; null when the scan itself is on the working grid.</summary>
    public ScanPlacement? Placement { get; init; }

    /// <summary>How many channels there are.</summary>
    public int ChannelCount { get; }

    /// <summary>All channels, shape [C, Z, Y, X], x fastest. Shared, not copied.</summary>
    public float[] Voxels { get; }

    /// <summary>One channel, shape [Z, Y, X].</summary>
    public Span<float> Channel(int channel) =>
        Voxels.AsSpan(channel * (Voxels.Length / ChannelCount), Voxels.Length / ChannelCount);
}
