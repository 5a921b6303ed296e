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

    /// <summary>
    /// Whether probabilities are right; needs their files beside the predictions, so that only <see cref="FolderEvaluation"/> works it out.
    /// </summary>
    Calibration = 8,

    /// <summary>All that need nothing but the masks: all but <see cref="Calibration"/>.</summary>
    All = Contours | Topology | Instances,
}
