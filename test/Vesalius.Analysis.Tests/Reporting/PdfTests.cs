using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Tests.Reporting;

/// <summary>Reads the printed file as another program would: the table of objects, the streams, the text on each page.</summary>
public sealed partial class PdfTests
{
    private const double PageWidth = 595.28, PageHeight = 841.89;

    [Fact]
    public void Every_object_lies_where_the_table_says()
    {
        string file = Print(Page(3));
        Match start = StartXref().Match(file);
        int table = int.Parse(start.Groups["at"].Value, CultureInfo.InvariantCulture);
        string[] lines = file[table..].Split('\n');
        Assert.Equal("xref", lines[0]);
        int count = int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture);
        for (int number = 1; number < count; number++)
        {
            int at = int.Parse(lines[2 + number][..10], CultureInfo.InvariantCulture);
            Assert.StartsWith($"{number} 0 obj\n", file[at..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_text_of_the_page_is_on_the_sheets_and_the_sheets_are_numbered()
    {
        string[] pages = Pages(Print(Page(120)));
        Assert.True(pages.Length > 2);
        Assert.Contains("A heading", pages[0], StringComparison.Ordinal);
        for (int i = 0; i < pages.Length; i++)
        {
            Assert.Contains($"page {i + 1} of {pages.Length}", pages[i], StringComparison.Ordinal);
        }

        Assert.All(Enumerable.Range(0, 120), row =>
            Assert.Contains(pages, page => page.Contains($"row {row} of many", StringComparison.Ordinal)));
        Assert.All(pages[..^1], page => Assert.Contains("value", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_stands_beside_the_sheet_however_wide_a_table_is() => Gen.Select(Gen.Int[1, 30], Gen.Int[1, 60]).Sample(
        (columns, letters) =>
        {
            string[] header = [.. Enumerable.Range(0, columns).Select(i => $"c{i} {new string('W', letters)}")];
            var table = new ReportBlock.Table("wide", header, [[.. header.Select(name => name + "\nsmall")]]) { IsText = letters % 2 == 0 };
            string file = Print(new ReportPage("t", [new ReportSection("s", table)]));
            foreach (Match text in Contents(file).SelectMany(content => Placed().Matches(content)))
            {
                double size = Number(text, "size"), x = Number(text, "x"), y = Number(text, "y");
                int codes = text.Groups["codes"].Length / 2;
                Assert.InRange(x, 40, PageWidth - 40);
                Assert.InRange(y, 20, PageHeight - 20);
                // W is the widest letter: 0.944 of the size.
                Assert.True(x + codes * 0.2 * size < PageWidth);
            }

            // Each column is there once; the first stands again beside every part.
            string all = string.Concat(Pages(file));
            Assert.All(Enumerable.Range(0, columns), i => Assert.Contains($"c{i}", all, StringComparison.Ordinal));
        }, iter: 60);

    [Fact]
    public void A_picture_keeps_its_pixels()
    {
        var picture = new RgbPicture(7, 5, new Rgb(10, 200, 30));
        picture[3, 2] = new Rgb(255, 0, 1);
        string file = Print(new ReportPage("t", [new ReportSection("s", new ReportBlock.Picture(picture.ToPng(), "p"))]));
        Match image = Image().Match(file);
        Assert.Equal(("7", "5"), (image.Groups["width"].Value, image.Groups["height"].Value));
        byte[] rows = Inflated(file, image.Index);
        Assert.Equal(5 * (1 + 3 * 7), rows.Length);
        Assert.Contains("/Predictor 15 /Colors 3", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_of_western_europe_and_signs_of_mathematics_are_told_others_by_their_nearest()
    {
        string[] pages = Pages(
            Print(new ReportPage("t", [new ReportSection("s", new ReportBlock.Paragraph("Müller ≤ 5 € – ěž 山 (a\\b)"))])));
        Assert.Contains("Müller", pages[0], StringComparison.Ordinal);
        Assert.Contains("5 € –", pages[0], StringComparison.Ordinal);
        Assert.Contains("ež ? (a\\b)", pages[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Müller ≤ 5 € – α 3 mm", null)]
    [InlineData("Šimůnek 山本", "2 letters are printed as '?', 1 without its mark")]
    [InlineData("Иванов\t🫁", "7 letters are printed as '?'.")]
    [InlineData("Łukasz Dvořák", "2 without their marks (e for e with a caron).")]
    public void Letters_that_cannot_be_printed_are_counted_on_the_last_sheet(string name, string? note)
    {
        string last = Pages(Print(new ReportPage("t", [new ReportSection("s", new ReportBlock.Paragraph(name))])))[^1];
        Assert.Equal(note is not null, last.Contains("Letters that the fonts of this file have not", StringComparison.Ordinal));
        Assert.Contains(note ?? "Müller", last.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void No_heading_stands_alone_at_the_foot_of_a_sheet() => Gen.Select(Gen.Int[0, 3], Gen.Int[1, 50]).Array[4, 14].Sample(parts =>
    {
        ReportBlock Block(int kind, int size) => kind switch
        {
            0 => new ReportBlock.Paragraph(string.Join(' ', Enumerable.Repeat("word", 12 * size))),
            1 => new ReportBlock.Table("numbers", ["name", "value"], [.. Enumerable.Range(0, size).Select(i => new[] { $"{i}", "1" })]),
            2 => new ReportBlock.Side(Picture(300, 10 * size), Picture(300, 5 * size)),
            _ => new ReportBlock.Fold("folded", new ReportBlock.Tiles(("3 mm", "least"))),
        };
        var page = new ReportPage("t", [.. parts.Select((part, i) => new ReportSection(
            "section", new ReportBlock.Heading("heading"), Block(part.Item1, part.Item2)))]);
        foreach (string content in Contents(Print(page)))
        {
            // Bold letters of these sizes are headings; what stands below 40 points is the number of the sheet.
            Match? heading = Placed().Matches(content).LastOrDefault(text => text.Groups["font"].Value == "1"
                && Number(text, "size") is 10.5 or 13);
            string below = heading is null ? "" : content[(heading.Index + heading.Length)..];
            Assert.True(
                heading is null || Shown().IsMatch(below) || Placed().Matches(below).Any(text => Number(text, "y") > 40),
                "A heading is the last thing on its sheet.");
        }
    }, iter: 60);

    [Fact]
    public void Pictures_stay_between_the_margins_however_wide_or_tall() => Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 3000], Gen.Bool).Sample(
        (width, height, isInRow) =>
        {
            ReportBlock.Picture picture = Picture(width, Math.Max(1, Math.Min(height, 400_000 / width)));
            string file = Print(new ReportPage("t", [new ReportSection("s", isInRow ? new ReportBlock.Side(picture, picture) : picture)]));
            foreach (Match shown in Contents(file).SelectMany(content => Shown().Matches(content)))
            {
                Assert.InRange(Number(shown, "x"), 44.9, PageWidth);
                Assert.InRange(Number(shown, "x") + Number(shown, "width"), 0, PageWidth - 44.9);
                Assert.InRange(Number(shown, "y"), 44.9, PageHeight);
                Assert.InRange(Number(shown, "y") + Number(shown, "height"), 0, PageHeight - 44.9);
            }
        }, iter: 30);

    [Fact]
    public void Any_text_prints() => Gen.String.Sample(
        text => Assert.StartsWith(
            "%PDF-1.7", Print(new ReportPage(
            text, [new ReportSection(text, new ReportBlock.Paragraph(text), new ReportBlock.Table(text, [text], [[text]]))])),
            StringComparison.Ordinal),
        iter: 200);

    [Fact]
    public void Empty_blocks_print()
    {
        ReportPage page = new("t",
        [
            new ReportSection("s", new ReportBlock.Table("none", [], []), new ReportBlock.Side(), new ReportBlock.Tiles(),
                new ReportBlock.Key(),
                new ReportBlock.Picture(new byte[] { 1, 2, 3 }, "broken"), new ReportBlock.Drawing(new BoxPlot { Title = "b" }, "c")),
            new ReportSection("nothing"),
        ]);
        Assert.Contains("[picture: broken]", string.Concat(Pages(Print(page))), StringComparison.Ordinal);
    }

    private static ReportBlock.Picture Picture(int width, int height) =>
        new(new RgbPicture(width, height, new Rgb(9, 9, 9)).ToPng(), "a picture");

    private static ReportPage Page(int rows) => new("Report on Müller & <Co>",
    [
        new ReportSection(
            "A heading",
            new ReportBlock.Tiles(("3 mm", "least"), ("4 ml", "volume")),
            new ReportBlock.Table(
                "numbers", ["name", "value"], [.. Enumerable.Range(0, rows).Select(i => new[] { $"row {i} of many", $"{i}\n± 1" })]),
            new ReportBlock.Drawing(new LineChart(new PlotSeries("a", [(1, 2), (2, 3)])) { Title = "t" }, "a curve")),
    ]);

    private static string Print(ReportPage page)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        try
        {
            page.Write(path);
            return Encoding.Latin1.GetString(File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The content streams of the pages, in order.</summary>
    private static IEnumerable<string> Contents(string file) =>
        PageObject().Matches(file).Select(page => Encoding.Latin1.GetString(
            Inflated(file, file.IndexOf($"\n{page.Groups["content"].Value} 0 obj", StringComparison.Ordinal))));

    /// <summary>The text of each page, WinAnsi understood.</summary>
    private static string[] Pages(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding western = Encoding.GetEncoding(1252);
        return [.. Contents(file).Select(content => string.Join('\n', Placed().Matches(content)
            .Select(text => western.GetString(Convert.FromHexString(text.Groups["codes"].Value)))))];
    }

    private static byte[] Inflated(string file, int from)
    {
        int length = int.Parse(Length().Match(file, from).Groups["length"].Value, CultureInfo.InvariantCulture);
        int start = file.IndexOf("stream\n", from, StringComparison.Ordinal) + 7;
        using var zlib = new ZLibStream(
            new MemoryStream(Encoding.Latin1.GetBytes(file[start..(start + length)])), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(?<at>\d+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"/Type /Page /Parent 2 0 R /Contents (?<content>\d+) 0 R")]
    private static partial Regex PageObject();

    [GeneratedRegex(@"/Subtype /Image /Width (?<width>\d+) /Height (?<height>\d+)")]
    private static partial Regex Image();

    [GeneratedRegex(@"/Length (?<length>\d+)")]
    private static partial Regex Length();

    [GeneratedRegex(@"/F(?<font>\d) (?<size>[\d.]+) Tf (?<x>[-\d.]+) (?<y>[-\d.]+) Td <(?<codes>[0-9A-F]*)> Tj")]
    private static partial Regex Placed();

    [GeneratedRegex(@"q (?<width>[\d.]+) 0 0 (?<height>[\d.]+) (?<x>[-\d.]+) (?<y>[-\d.]+) cm /I\d+ Do")]
    private static partial Regex Shown();
}
