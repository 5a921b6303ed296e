using Vesalius.Imaging;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>A scan that was read and prepared for one model: what <see cref="Segmenter.Judge(ReadyScan, bool, IProgress{double}?, CancellationToken)"/> takes.</summary>
public sealed class ReadyScan
{
    private readonly PreparedScan? prepared;
    private readonly ScanProfile? profile;

    /// <summary>A scan on the working grid of a model of its own weights.</summary>
    internal ReadyScan(PreparedScan prepared)
    {
        (this.prepared, Scan) = (prepared, prepared.Placement!.Scan);
        profile = ScanProfile.Of(prepared);
    }

    /// <summary>A scan as several joined models see it.</summary>
    /// <param name="scan">The scan's own grid.</param>
    /// <param name="channels">Its channels on the grid that all of the models are given.</param>
    internal ReadyScan(Grid scan, IReadOnlyList<Volume<float>> channels) => (Scan, Channels) = (scan, channels);

    /// <summary>The scan's own grid.</summary>
    public Grid Scan { get; }

    /// <summary>On the working grid; not for a model joined of several.</summary>
    internal PreparedScan Prepared => prepared ?? throw new InvalidOperationException("A scan for joined models is not on the working grid of one.");

    /// <summary>What the scan is like; not for a model joined of several.</summary>
    internal ScanProfile Profile => profile ?? throw new InvalidOperationException("A scan for joined models has no profile.");

    /// <summary>The channels that joined models are given; empty for a model of its own weights.</summary>
    internal IReadOnlyList<Volume<float>> Channels { get; } = [];
}
