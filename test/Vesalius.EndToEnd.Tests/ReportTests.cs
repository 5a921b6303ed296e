using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class ReportTests
{
    private static readonly string[] Names = ["liver", "right kidney", "spleen", "tumour"];

    [Fact]
    public void The_how_to_goes_from_two_dicom_folders_to_one_page()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder);
        Train(folder);
        IReadOnlyList<CommandResult> results = Run(folder, "from-two-visits-to-a-report.md");
        Assert.Equal(5, results.Count);
        Assert.Contains("progressive disease by RECIST 1.1", results[2].Out, StringComparison.Ordinal);

        XElement report = Parsed(File.ReadAllText(folder["report.html"]));
        Assert.Contains("The model, and how far to trust it", report.Value, StringComparison.Ordinal);
        string[] sections = [.. report.Descendants("h2").Select(heading => heading.Value)];
        Assert.Equal("Examination", sections[0]);
        Assert.Contains("Lesions over time", sections);
        Assert.Contains("Margins of tumour", sections);
        Assert.Contains("january, 2026-01-12", sections);
        Assert.Contains("march, 2026-03-09", sections);
        string text = report.Value;
        Assert.Contains("Phantom, Petra", text, StringComparison.Ordinal);
        Assert.Contains("progressive disease", text, StringComparison.Ordinal);
        // The surfaces of each visit, and those of the margins.
        Assert.Equal(3, report.Descendants("figure").Count(figure => (string?)figure.Attribute("class") == "scene"));
        JsonElement numbers =
            JsonElement.Parse(report.Descendants("script").Single(script => (string?)script.Attribute("id") == "report").Value);
        JsonElement tumour = numbers.GetProperty("scans")[1].GetProperty("structures").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "tumour");
        Assert.Equal(4.0 / 3 * Math.PI * 9 * 9 * 9 / 1000, tumour.GetProperty("volumeMl").GetDouble(), 0.15);
        byte[] pdf = File.ReadAllBytes(folder["report.pdf"]);
        Assert.StartsWith("%PDF-1.7", Encoding.Latin1.GetString(pdf, 0, 8), StringComparison.Ordinal);
    }

    [Fact]
    public void The_how_tos_on_sizes_give_sizes_pictures_and_pages()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder);
        Train(folder);
        Directory.Move(folder["march"], folder["abdomen"]);
        Directory.CreateDirectory(folder["scans"]);
        foreach (string scan in (string[])["brain.nii.gz", "scans/one.nii.gz"])
        {
            VolumeFile.Write(folder[scan], Scan(9));
        }

        IReadOnlyList<CommandResult> tumour = Run(folder, "tumour-size-in-mr.md");
        Assert.Contains("tumour", tumour[1].Out, StringComparison.Ordinal);
        Assert.Contains("label-4-lesion-1.png", Directory.GetFiles(folder["pictures"]).Select(Path.GetFileName));
        JsonElement[] sizes = [.. JsonElement.Parse(File.ReadAllText(folder["sizes.json"])).GetProperty("structures").EnumerateArray()];
        Assert.Equal(Names, sizes.Select(one => one.GetProperty("name").GetString()));

        // Between outer edges of voxels of 2 mm: up to a voxel's diagonal more than the ball's 18 mm.
        Assert.InRange(sizes[3].GetProperty("longestAxialDiameterMm").GetDouble(), 17, 18 + 2 * Math.Sqrt(2));
        Assert.Contains("figure class=\"scene\"", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);

        IReadOnlyList<CommandResult> organs = Run(folder, "organs-of-a-ct.md");
        Assert.Contains("20", organs[0].Out, StringComparison.Ordinal);
        Assert.Equal(1 + 2 * Names.Length, File.ReadLines(folder["organs.csv"]).Count());
        Assert.Contains("liver", File.ReadAllText(folder["organs.html"]), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["organs.pdf"]) && File.Exists(folder["found/one.nii.gz"]));
    }

    [Fact]
    public void Documents_and_a_name_given_by_hand_make_a_report_too()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder);
        Segment(folder);
        Directory.CreateDirectory(folder["case"]);
        string[][] verbs =
        [
            ["measure", "march.nii.gz"], ["margin", "march.nii.gz", "--target", "tumour", "--organ", "liver,tumour"],
            ["track", "january.nii.gz", "march.nii.gz", "--labels", "4"], ["evaluate", "january.nii.gz", "march.nii.gz"],
        ];
        foreach (string[] verb in verbs)
        {
            File.WriteAllText(folder[$"case/{verb[0]}.json"], VesaliusCommand.Run(folder.Path, [.. verb, "--json"]).Expect(0).Out);
        }

        File.WriteAllText(folder["case/notes.txt"], "not for the report");
        JsonElement document = VesaliusCommand.Run(
            folder.Path, ["report", "case", "march.nii.gz", "march", "--patient", "number <17>", "--output", "r.html", "--json"])
                .Expect(0).Json;
        Assert.Equal("number <17>", document.GetProperty("facts").GetProperty("patient").GetString());
        string text = Parsed(File.ReadAllText(folder["r.html"])).Value;
        Assert.DoesNotContain("Petra", text, StringComparison.Ordinal);
        Assert.Equal(
            ["Evaluation (evaluate.json)", "Margins (margin.json)", "Sizes (measure.json)", "Change over time (track.json)"],
            document.GetProperty("results").EnumerateArray().Select(one => one.GetString()));
    }

    [Theory]
    [InlineData(2, "a page is written with the ending", "march.nii.gz", "--output", "report.docx")]
    [InlineData(4, "it is none of these", "notes.txt", "--output", "r.html")]
    [InlineData(4, "there is no such file", "absent.nii.gz", "--output", "r.html")]
    [InlineData(4, "there is nothing to report", "empty", "--output", "r.html")]
    [InlineData(4, "a page written by vesalius was expected", "other.html", "--output", "r.html")]
    public void What_cannot_be_meant_is_told_in_one_line(int code, string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Segment(folder);
        Directory.CreateDirectory(folder["empty"]);
        File.WriteAllText(folder["notes.txt"], "x");
        File.WriteAllText(folder["other.html"], "<html><body><main><section><iframe></iframe></section></main></body></html>");
        CommandResult result = VesaliusCommand.Run(folder.Path, ["report", .. arguments]).Expect(code);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["r.html"]));
    }

    /// <summary>
    /// Runs a page's commands. A model that learned for a second finds little: after each prediction what it should have found is put in
    /// its place.
    /// </summary>
    private static List<CommandResult> Run(TemporaryFolder folder, string page)
    {
        var results = new List<CommandResult>();
        foreach (HowToPage.Line line in new HowToPage("how-to", page).Lines)
        {
            results.Add(line.Run(folder));
            if (line.Arguments is ["predict", _, _, "--output", var output, ..] && File.Exists(folder[output]))
            {
                VolumeFile.Write(folder[output], Truth(output.StartsWith("january", StringComparison.Ordinal) ? 7 : 9));
            }
        }

        return results;
    }

    /// <summary>A model; what it learned from is no part of the case.</summary>
    private static void Train(TemporaryFolder folder)
    {
        using var dataset = new TemporaryFolder();
        Directory.CreateDirectory(dataset["images"]);
        Directory.CreateDirectory(dataset["labels"]);
        foreach (double radius in (double[])[6, 8, 10])
        {
            VolumeFile.Write(dataset[$"images/case{radius}.nii.gz"], Scan(radius));
            VolumeFile.Write(dataset[$"labels/case{radius}.nii.gz"], Truth(radius));
        }

        VesaliusCommand.Run("train", dataset.Path, "--output", folder["model"], "--epochs", "1", "--quiet").Expect(0);
    }

    private static void WriteVisits(TemporaryFolder folder)
    {
        DicomSlices.Write(Scan(7), folder["january"], "20260112");
        DicomSlices.Write(Scan(9), folder["march"], "20260309");
    }

    private static void Segment(TemporaryFolder folder)
    {
        VolumeFile.Write(folder["january.nii.gz"], Truth(7));
        VolumeFile.Write(folder["march.nii.gz"], Truth(9));
    }

    private static LabelMap Truth(double tumourRadius) =>
        new(Labels(tumourRadius), LabelTable.Named(Names.Select((name, i) => KeyValuePair.Create(i + 1, name))));

    private static Volume<float> Scan(double tumourRadius)
    {
        var random = new Random(1);
        return Labels(tumourRadius).Map(label => 10 * random.NextSingle() + label switch { 0 => -50, 4 => 60, _ => 100 + 20 * label });
    }

    /// <summary>A liver with a tumour, a kidney and a spleen, as balls.</summary>
    private static Volume<ushort> Labels(double tumourRadius)
    {
        var grid = new Grid(new Size3(48, 40, 20), Affine.FromSpacing(new Spacing(2, 2, 3), new WorldPoint(-47, -39, -28.5)));
        (WorldPoint Centre, double Radius, ushort Label)[] balls =
            [(new(-18, -8, 0), tumourRadius, 4), (new(-18, -8, 0), 22, 1), (new(-20, 26, -6), 10, 2), (new(28, 8, 4), 13, 3)];
        ushort At(int i)
        {
            WorldPoint at = grid.ToWorld(new VoxelPoint(i % 48, i / 48 % 40, i / 48 / 40));
            return balls.FirstOrDefault(ball => ball.Centre.DistanceTo(at) < ball.Radius).Label;
        }

        return new Volume<ushort>(grid, [.. Enumerable.Range(0, 48 * 40 * 20).Select(At)]);
    }

    private static XElement Parsed(string html) =>
        XDocument.Parse(html.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal)).Root!;
}
