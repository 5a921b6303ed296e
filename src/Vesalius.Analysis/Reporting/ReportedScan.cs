using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <summary>A segmented scan to report on.</summary>
/// <param name="Name">What it is called: a visit, a file.</param>
/// <param name="Labels">What was found in it.</param>
/// <param name="Image">The scan on the labels' grid; null where there is none, and pictures show outlines on black.</param>
public sealed record ReportedScan(string Name, LabelMap Labels, Volume<float>? Image = null)
{
    /// <summary>The structures measured; each structure's lesions are its parts that do not touch each other, the largest first.</summary>
    public required IReadOnlyList<StructureMeasurement> Structures { get; init; }

    /// <summary>Measures a scan.</summary>
    /// <exception cref="GridMismatchException">The scan lies on another grid than the labels.</exception>
    public static ReportedScan Of(
        string name, LabelMap labels, Volume<float>? image = null, MeasurementOptions? options = null,
            CancellationToken cancellation = default) =>
        new(name, labels, image) { Structures =
            Measurement.Measurement.Of(labels, image, options ?? new MeasurementOptions(), cancellation) };
}
