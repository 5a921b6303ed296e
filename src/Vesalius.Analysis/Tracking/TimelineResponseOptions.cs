using Vesalius.Analysis.Tracking.Response;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking;

/// <summary>How the response is read off tracked lesions.</summary>
public sealed record TimelineResponseOptions
{
    /// <summary>How RECIST is read.</summary>
    public RecistOptions Recist { get; init; } = new();

    /// <summary>The tracks to measure, by <see cref="LesionTrack.Id"/>; null to choose the largest at the first visit.</summary>
    public IReadOnlyList<int>? Targets { get; init; }

    /// <summary>How many targets are chosen; the slice distance is that of the first visit.</summary>
    public TargetSelection Selection { get; init; } = new();

    /// <summary>Whether a label stands for lymph nodes: by default when its name has the word node, nodes or lymph in it.</summary>
    public Func<Label, bool> IsNode { get; init; } = label => label.Name.ToLowerInvariant().Split([' ', '_', '-'])
        .Any(word => word is "node" or "nodes" or "lymph");

    /// <summary>The organ of a label: by default its name.</summary>
    public Func<Label, string> OrganOf { get; init; } = label => label.Name;

    /// <summary>New lesions shorter than this are only possible ones, in mm: a few voxels may be noise.</summary>
    public double CertainFromMm { get; init; } = 5;

    /// <summary>
    /// The increase of the volume of other disease over its smallest that counts as unequivocal, as a fraction: 0.73, what a fifth more
    /// diameter makes of a ball.
    /// </summary>
    public double UnequivocalIncrease { get; init; } = 0.73;
}
