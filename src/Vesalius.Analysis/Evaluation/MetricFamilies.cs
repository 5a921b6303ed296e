namespace Vesalius.Analysis.Evaluation;

/// <summary>Families of scores that cost more than overlap and surface distances, and are worked out when asked for.</summary>
[Flags]
public enum MetricFamilies
{
    /// <summary>Overlap and surface distances only.</summary>
    None = 0,

    /// <summary>Boundary IoU and added path length.</summary>
    Contours = 1,

    /// <summary>Centre-line Dice and Betti numbers.</summary>
    Topology = 2,

    /// <summary>Structures part by part: detection, panoptic quality, lesion-wise scores.</summary>
    Instances = 4,

    /// <summary>All of them.</summary>
    All = Contours | Topology | Instances,
}
