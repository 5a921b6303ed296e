using Vesalius.Imaging;

namespace Vesalius.Analysis.Detection;

/// <summary>Something found in an image, with how sure the model is.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Score">How sure, 0 to 1: the figure asked for by <see cref="FindingOptions.Score"/>.</param>
public sealed record Finding(Label Label, FindingRegion Region, double Score)
{
    /// <summary>The greatest probability of its pixels.</summary>
    public double MaximumProbability { get; init; } = double.NaN;

    /// <summary>The mean probability of its pixels.</summary>
    public double MeanProbability { get; init; } = double.NaN;

    /// <summary>Where the probability is greatest, as the indices of a pixel; of several, the one nearest to the centroid.</summary>
    public (int X, int Y, int Z) Peak { get; init; }

    /// <summary>Its size: mm² in a 2-D image, mm³ in a volume. A picture without a pixel size counts a pixel as a millimetre
    /// wide.</summary>
    public double Size => Region.Pixels * Region.Mask.Grid.VoxelVolumeMm3;
}
