namespace Vesalius.Imaging.Operations;

/// <summary>The connected parts of a mask, numbered from 1 in the order in which their first voxels lie in memory.</summary>
public sealed class ConnectedComponents
{
    private ConnectedComponents(Volume<int> labels, IReadOnlyList<ConnectedComponent> parts)
    {
        Labels = labels;
        Parts = parts;
    }

    /// <summary>Which part each voxel belongs to; 0 outside the mask.</summary>
    public Volume<int> Labels { get; }

    /// <summary>All parts, by number; none for an empty mask.</summary>
    public IReadOnlyList<ConnectedComponent> Parts { get; }

    /// <summary>The largest part, the first of equals; null for an empty mask.</summary>
    public ConnectedComponent? Largest => Parts.MaxBy(part => part.Voxels);

    /// <summary>Finds the connected parts of a mask.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="connectivity">Which voxels hang together; by default those that touch at all.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static ConnectedComponents Of(
        Volume<bool> mask, Connectivity connectivity = Connectivity.Vertices, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var numbered = new RunLabels(mask, RunForest.Of(mask, connectivity, cancellation));
        var labels = new Volume<int>(mask.Grid);
        ComponentStatistics[] statistics = numbered.Write(labels);
        return new ConnectedComponents(labels, [.. statistics.Select((part, i) => part.Finish(i + 1, mask.Grid))]);
    }

    /// <summary>The mask of the parts that are wanted.</summary>
    public Volume<bool> Where(Func<ConnectedComponent, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        bool[] isWanted = [false, .. Parts.Select(wanted)];
        return Labels.Map(label => isWanted[label]);
    }
}
