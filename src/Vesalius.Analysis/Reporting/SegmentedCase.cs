using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <summary>A scan, what is truly in it, and what was found.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Scan">The intensities.</param>
/// <param name="Truth">The reference labels, on the scan's grid.</param>
/// <param name="Prediction">The labels found, on the scan's grid.</param>
public sealed record SegmentedCase(string Name, Volume<float> Scan, LabelMap Truth, LabelMap Prediction)
{
    /// <summary>The true volume of the structure of interest in millilitres where it is known better than the reference labels tell it; NaN otherwise.</summary>
    public double TrueVolumeMl { get; init; } = double.NaN;
}
