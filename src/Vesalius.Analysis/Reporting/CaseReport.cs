using System.Text.Json;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// Everything about one case on one page: who and when, the model and how far to trust it, each segmented scan with its surfaces, sizes and
/// pictures, and what else was found out before: change over time, margins, findings.
/// </summary>
public sealed record CaseReport
{
    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Report";

    /// <summary>Who and what and when, each with its name.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>The models that segmented.</summary>
    public IReadOnlyList<ModelTrust> Models { get; init; } = [];

    /// <summary>The segmented scans, in order of time.</summary>
    public IReadOnlyList<ReportedScan> Scans { get; init; } = [];

    /// <summary>Other results: pages that were written before, and documents.</summary>
    public IReadOnlyList<ReportSection> Results { get; init; } = [];

    /// <summary>The numbers for programs; they are put into the page under the id <c>report</c>. Null for none.</summary>
    public JsonElement? Numbers { get; init; }

    /// <summary>Lines for the end of the page: which files, by which version.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>The page.</summary>
    public ReportPage ToPage(CancellationToken cancellation = default)
    {
        ReportSection[] sections =
        [
            Examination(),
            .. Results,
            .. Scans.Select(scan => StructureParts.Of(scan, cancellation)),
            .. Models.Select(model => model.ToSection()),
            Method(),
        ];
        return new ReportPage(Title, [.. sections.Where(section => section.Blocks.Count > 0)]) { HasContents = true };
    }

    private ReportSection Examination() => new(
        "Examination",
        Facts.Count == 0 ? []
            : [new ReportBlock.Table(
            "As the files tell it", ["", ""], [.. Facts.Select(fact => new[] { fact.Name, fact.Value })]) { IsText = true }]);

    private ReportSection Method() => new(
        "Method and conventions",
        [
            .. Scans.Count == 0 ? Array.Empty<ReportBlock>() :
            [
                new ReportBlock.Paragraph(
                    "Lengths in millimetres, volumes in millilitres, places in the patient (LPS+: x to the left, y to the back, z "
                        + "to the head). Volumes are "
                    + "counted in voxels. Diameters are read on the acquired slices between the outer edges of voxels: the longest, "
                    + "and the longest "
                    + "chord at a right angle to it; the 3-D diameter is the farthest pair of points of the surface. Parts are "
                    + "connected by faces, edges or "
                    + "corners of voxels."),
                new ReportBlock.Paragraph(
                    "Pictures are in the radiological convention: the patient's left is on the right of axial and coronal slices. "
                        + "Surfaces are smoothed "
                    + "and thinned out for the eye; nothing is measured on them."),
            ],
            new ReportBlock.Paragraph(
                "Made by a program for trained people, who look at every outline before they use a number. This page is no diagnosis."),
            .. Footer.Select(line => new ReportBlock.Paragraph(line)),
            .. Numbers is { } numbers ? [new ReportBlock.Json("report", numbers)] : Array.Empty<ReportBlock>(),
        ]);
}
