using Vesalius.Analysis.Measurement;
using Vesalius.Cli.Verbs;

namespace Vesalius.Cli.Reporting;

/// <summary>What <c>report --json</c> writes, and what stands in the page for programs.</summary>
internal sealed record CaseDocument(
    string Title, string Created, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<CaseDocument.ScanPart> Scans,
        IReadOnlyList<string> Models,
    IReadOnlyList<string> Results)
{
    /// <summary>The sizes of a scan's structures, as <c>measure --json</c> writes them.</summary>
    public static ScanPart Of(string labels, string? image, DateOnly? date, IReadOnlyList<StructureMeasurement> structures) =>
        new(labels, image, date?.ToString("yyyy-MM-dd"), MeasureDocument.Of(structures, null).Structures);

    internal sealed record ScanPart(string Labels, string? Image, string? Date, IReadOnlyList<MeasuredRegion> Structures);
}
