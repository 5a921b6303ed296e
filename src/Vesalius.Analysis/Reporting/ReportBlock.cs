using System.Text.Json;
using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>Something that stands in a report.</summary>
public abstract partial record ReportBlock
{
    private ReportBlock()
    {
    }

    internal abstract XElement Render();

    /// <summary>Running text.</summary>
    public sealed record Paragraph(string Text) : ReportBlock
    {
        internal override XElement Render() => Markup.Text("p", Text);
    }

    /// <summary>
    /// A table; the first column names its rows. Short rows are filled up with empty cells. What follows a line break in a cell is shown
    /// small
    /// below: an interval.
    /// </summary>
    /// <param name="Caption">What it shows.</param>
    /// <param name="Header">The names of its columns; no row of names where all are empty.</param>
    /// <param name="Rows">Its cells.</param>
    public sealed record Table(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock
    {
        /// <summary>Whether the cells hold text, which starts on the left, and not numbers.</summary>
        public bool IsText { get; init; }

        internal override XElement Render() => new(
            "div",
            new XAttribute("class", "scroll"),
            new XElement(
                "table",
                IsText ? new XAttribute("class", "text") : null,
                Markup.Text("caption", Caption),
                Header.Count > 0 && Header.All(name => name.Length == 0) ? null : new XElement(
                    "thead", new XElement("tr", string.Empty, Header.Select(name => Markup.With(Markup.Text("th", name), "scope", "col")))),
                new XElement("tbody", string.Empty, Rows.Select(Row))));

        private XElement Row(IReadOnlyList<string> cells) => new(
            "tr",
            string.Empty,
            Enumerable.Range(0, Math.Max(Header.Count, cells.Count)).Select(i => Cell(i < cells.Count ? cells[i] : string.Empty)));

        private static XElement Cell(string text)
        {
            string[] lines = text.Split('\n', 2);
            XElement cell = Markup.Text("td", lines[0]);
            cell.Add(lines.Length > 1 ? Markup.Text("small", lines[1]) : null);
            return cell;
        }
    }

    /// <summary>A picture.</summary>
    /// <param name="Png">The bytes of a PNG file.</param>
    /// <param name="Caption">What it shows; also read out to those who do not see it.</param>
    public sealed record Picture(ReadOnlyMemory<byte> Png, string Caption) : ReportBlock
    {
        internal override XElement Render() => new(
            "figure",
            new XElement(
                "img",
                new XAttribute("src", "data:image/png;base64," + Convert.ToBase64String(Png.Span)),
                new XAttribute("alt", Markup.Clean(Caption))),
            Markup.Text("figcaption", Caption));
    }

    /// <summary>A drawing.</summary>
    /// <param name="Plot">What is drawn.</param>
    /// <param name="Caption">What it shows.</param>
    public sealed record Drawing(Plot Plot, string Caption) : ReportBlock
    {
        internal override XElement Render() => new("figure", Plot.Render(), Markup.Text("figcaption", Caption));
    }

    /// <summary>Numbers for programs, inside the page and not shown.</summary>
    /// <param name="Id">The id of the element that holds them.</param>
    /// <param name="Document">The document.</param>
    public sealed record Json(string Id, JsonElement Document) : ReportBlock
    {
        // The serializer's default encoder writes '<', '>' and '&' as \u003C and so on, so the element cannot be ended from within.
        internal override XElement Render() => new(
            "script",
            new XAttribute("type", "application/json"),
            new XAttribute("id", Markup.Clean(Id)),
            JsonSerializer.Serialize(Document));
    }
}
