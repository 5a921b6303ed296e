using System.Xml.Linq;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <content>Blocks that arrange others.</content>
public abstract partial record ReportBlock
{
    /// <summary>A heading within a section.</summary>
    public sealed record Heading(string Text) : ReportBlock
    {
        internal override XElement Render() => Markup.Text("h3", Text);
    }

    /// <summary>A few figures that matter most, large.</summary>
    /// <param name="Figures">Each figure and what it is.</param>
    public sealed record Tiles(params IReadOnlyList<(string Figure, string Meaning)> Figures) : ReportBlock
    {
        internal override XElement Render() => new(
            "div",
            new XAttribute("class", "tiles"),
            Figures.Select(one => new XElement("div", Markup.Text("strong", one.Figure), Markup.Text("span", one.Meaning))));
    }

    /// <summary>Blocks side by side where there is room, below each other where there is not.</summary>
    public sealed record Side(params IReadOnlyList<ReportBlock> Blocks) : ReportBlock
    {
        internal override XElement Render() => new("div", new XAttribute("class", "side"), Blocks.Select(block => block.Render()));
    }

    /// <summary>What colours mean.</summary>
    /// <param name="Entries">Each colour and its meaning.</param>
    public sealed record Key(params IReadOnlyList<(Rgb Color, string Meaning)> Entries) : ReportBlock
    {
        internal override XElement Render() => new(
            "ul",
            new XAttribute("class", "key"),
            Entries.Select(entry => new XElement("li", Swatch(entry.Color), Markup.Clean(entry.Meaning))));

        private static XElement Swatch(Rgb color) => Markup.With(Markup.Text("i", string.Empty), "style", $"background:{color}");
    }

    /// <summary>Blocks that are folded away until they are asked for.</summary>
    /// <param name="Title">What they hold.</param>
    /// <param name="Blocks">What is folded.</param>
    public sealed record Fold(string Title, params IReadOnlyList<ReportBlock> Blocks) : ReportBlock
    {
        internal override XElement Render() => new("details", Markup.Text("summary", Title), Blocks.Select(block => block.Render()));
    }

    /// <summary>Something that was rendered before.</summary>
    internal sealed record Rendered(XElement Element) : ReportBlock
    {
        internal override XElement Render() => new(Element);
    }
}
