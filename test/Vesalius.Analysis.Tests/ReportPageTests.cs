using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using Vesalius.Analysis.Reporting;

namespace Vesalius.Analysis.Tests;

public sealed class ReportPageTests
{
    private const string Hostile = "</script><script>alert('x')</script> & \" \u0001 \uD800 𝄞 Müller";

    private static ReportPage Page(string text) => new(
        text,
        [
            new ReportSection(
                text,
                new ReportBlock.Paragraph(text),
                new ReportBlock.Table(text, [text, "n"], [[text, "1"], [text]]),
                new ReportBlock.Picture(new byte[] { 1, 2, 3 }, text),
                new ReportBlock.Drawing(new LineChart(new PlotSeries(text, [(1, 2), (2, 3)])) { Title = text, XTitle = text }, text),
                new ReportBlock.Json("numbers", JsonSerializer.SerializeToElement(new { text }))),
        ]);

    private static XDocument Parsed(string html) => XDocument.Parse(html.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal));

    [Fact]
    public void A_page_is_well_formed_whatever_the_names_hold() =>
        Gen.String.Sample(text => Assert.NotNull(Parsed(Page(text).ToHtml()).Root), iter: 300);

    [Fact]
    public void A_hostile_name_stays_text()
    {
        string html = Page(Hostile).ToHtml();
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("</script>").Length - 1);
        Assert.StartsWith("</script><script>alert('x')</script> & \" \uFFFD \uFFFD 𝄞 Müller", Parsed(html).Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedded_numbers_can_be_read_back_as_a_browser_reads_them()
    {
        string html = Page("</script>&amp;").ToHtml();
        string inside = html.Split("id=\"numbers\">")[1].Split("</script>")[0];
        Assert.Equal("</script>&amp;", JsonDocument.Parse(inside).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void A_page_asks_for_nothing_from_outside()
    {
        string html = Page("plain").ToHtml().Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_elements_that_have_no_end_tag_in_html_are_closed_at_once()
    {
        string html = new ReportPage("t", [new ReportSection("s", new ReportBlock.Table("c", [], []), new ReportBlock.Paragraph(string.Empty))]).ToHtml();
        Assert.Equal(["meta", "meta"], html.Split("/>")[..^1].Select(part => part[(part.LastIndexOf('<') + 1)..].Split(' ')[0]));
    }

    public static TheoryData<Plot> Odd() =>
    [
        new LineChart { Title = "no series" },
        new LineChart(new PlotSeries("a", [])) { Title = "no points" },
        new LineChart(new PlotSeries("a", [(1, double.NaN), (2, double.PositiveInfinity), (double.NaN, 1)])) { Title = "nothing finite" },
        new LineChart(new PlotSeries("a", [(1, 5), (2, double.NaN), (3, 5)]), new PlotSeries("b", [(1, 0.5)]) { OnUnitAxis = true }) { Title = "flat" },
        new LineChart(new PlotSeries("a", [(1, 1e-320), (2, 1e200)])) { Title = "very wide" },
        new ScatterPlot(new PlotSeries("a", [(0, 0)])) { Title = "one point", ShowsEquality = true },
        new ScatterPlot { Title = "empty", ShowsEquality = true },
        ScatterPlot.BlandAltman("none", "ml", []),
        ScatterPlot.BlandAltman("one", "ml", [(1, 2)]),
        new BoxPlot { Title = "empty" },
        new BoxPlot(("a", [double.NaN]), ("b", [0.5]), ("c", [])) { Title = "odd groups" },
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public void A_plot_of_odd_values_is_still_a_drawing(Plot plot)
    {
        string svg = XDocument.Parse(plot.ToSvg()).ToString();
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_agreement_are_those_of_the_textbook()
    {
        ScatterPlot plot = ScatterPlot.BlandAltman("v", "ml", [(11, 10), (9, 10), (13, 10), (7, 10)]);
        double deviation = Math.Sqrt((1 + 1 + 9 + 9) / 3.0);
        Assert.Equal([0, 1.96 * deviation, -1.96 * deviation], plot.Levels.Select(level => Math.Round(level.Y, 12)).Zip([0.0, 0, 0], (a, _) => a), (a, b) => Math.Abs(a - b) < 1e-9);
    }
}
