using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How the parts of a reference and of a prediction are held against each other. One of the rules that derive from it.</summary>
public abstract record InstanceMatching
{
    private protected InstanceMatching()
    {
    }

    /// <summary>Which voxels of a volume hang together as one part.</summary>
    public Connectivity Connectivity { get; init; } = Connectivity.Vertices;

    /// <summary>Which pixels of a 2-D image hang together as one part.</summary>
    public Connectivity PlanarConnectivity { get; init; } = Connectivity.Vertices;
}
