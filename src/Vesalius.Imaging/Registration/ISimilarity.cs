namespace Vesalius.Imaging.Registration;

/// <summary>How alike two scans are under a map, and how that changes with a small motion.</summary>
internal interface ISimilarity
{
    /// <summary>The similarity, larger for more alike; its slope along each motion; and the fraction of points compared.</summary>
    (double Value, double[] Slope, double Overlap) At(WorldTransform transform);
}
