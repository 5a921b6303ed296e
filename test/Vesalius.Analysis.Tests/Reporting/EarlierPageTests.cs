using System.Text.Json;
using System.Xml.Linq;
using Vesalius.Analysis.Reporting;

namespace Vesalius.Analysis.Tests.Reporting;

public sealed class EarlierPageTests
{
    private static ReportPage Page { get; } = new(
        "Margins of <tumour>",
        [
            new ReportSection(
                "Summary",
                new ReportBlock.Tiles(("3.0 mm", "least margin")),
                new ReportBlock.Heading("Curve"),
                new ReportBlock.Key((new(1, 2, 3), "a & b")),
                new ReportBlock.Drawing(new LineChart(new PlotSeries("a", [(1, 2), (2, 3)])) { Title = "t" }, "c"),
                new ReportBlock.Picture(new byte[] { 1 }, "p"),
                new ReportBlock.Fold("more", new ReportBlock.Paragraph("folded")),
                new ReportBlock.Json("margin", JsonSerializer.SerializeToElement(new { text = "</script>" }))),
        ])
    {
        Lead = "Least margin 3.0 mm.",
    };

    [Fact]
    public void A_page_taken_up_into_another_keeps_everything_under_one_heading()
    {
        ReportSection taken = EarlierPage.Parse(Page.ToHtml()).ToSection();
        XElement again = Parsed(new ReportPage("All", [taken]).ToHtml());
        XElement section = again.Descendants("section").Single();
        Assert.Equal("Margins of <tumour>", section.Element("h2")!.Value);
        Assert.Equal(["Summary"], section.Elements("h3").Select(heading => heading.Value));
        Assert.Equal(["Curve"], section.Elements("h4").Select(heading => heading.Value));
        string Inner(XElement root) => string.Concat(
            root.Descendants("section").Single().Elements().SkipWhile(element => element.Attribute("class")?.Value != "tiles")
                .Select(element => element.ToString()))
            .Replace("h3>", "h4>", StringComparison.Ordinal);
        Assert.Equal(Inner(Parsed(Page.ToHtml())), Inner(again));
    }

    [Fact]
    public void Its_numbers_can_be_read_again() =>
        Assert.Equal("</script>", EarlierPage.Parse(Page.ToHtml()).Numbers["margin"].GetProperty("text").GetString());

    [Fact]
    public void Two_pages_with_the_same_ids_give_a_page_without_doubles()
    {
        ReportSection taken = EarlierPage.Parse(Page.ToHtml()).ToSection();
        string[] ids = [.. Parsed(new ReportPage("All", [taken, taken]).ToHtml()).Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("margin-2", ids);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "script of its own")]
    [InlineData("<script type=\"text/javascript\">alert(1)</script>", "script of its own")]
    [InlineData("<iframe src=\"https://example.org\"></iframe>", "<iframe>")]
    [InlineData("<img src=\"https://example.org/a.png\" />", "src=")]
    [InlineData("<p onclick=\"alert(1)\">a</p>", "onclick=")]
    [InlineData("<i style=\"background:url(//example.org)\" />", "style=")]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>", "<a>")]
    public void What_runs_or_asks_from_outside_is_refused(string markup, string expected)
    {
        string html = Page.ToHtml().Replace("<h3>Curve</h3>", markup, StringComparison.Ordinal);
        Assert.NotEqual(html, Page.ToHtml());
        Assert.Contains(expected, Assert.Throws<FormatException>(() => EarlierPage.Parse(html)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_another_program_is_told_from_ours()
    {
        using var file = new TemporaryPage("<html><body><p>x<br></body></html>");
        Assert.Contains("a page written by vesalius was expected",
            Assert.Throws<FormatException>(() => EarlierPage.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    private static XElement Parsed(string html) =>
        XDocument.Parse(html.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal)).Root!;

    private sealed class TemporaryPage : IDisposable
    {
        public TemporaryPage(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".html");

        public void Dispose() => File.Delete(Path);
    }
}
