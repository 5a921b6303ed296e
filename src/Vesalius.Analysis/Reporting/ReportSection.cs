using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>A part of a report under a heading of its own.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">What stands under it.</param>
public sealed record ReportSection(string Title, params IReadOnlyList<ReportBlock> Blocks)
{
    internal XElement Render() => new("section", Markup.Text("h2", Title), Blocks.Select(block => block.Render()));
}
