using System.Text.Json;
using Vesalius.Analysis.Detection;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Reporting;

namespace Vesalius.Cli.Detection;

/// <summary>The page of <c>detect --report</c>: films with their findings drawn, the findings, how good they are, and the model.</summary>
internal sealed class DetectReport
{
    // A page of a thousand films would be too large to open: the table lists what is not drawn.
    private const int MostPictures = 24;
    private const int GreatestSide = 640;

    private readonly List<ReportBlock> pictures = [];
    private int passed;

    /// <summary>Draws the findings of an image, if it is a film.</summary>
    public void Add(DetectionImage image, IReadOnlyList<Finding> findings)
    {
        if (image.Image is not { Size.Z: 1 } film || pictures.Count == MostPictures)
        {
            passed++;
            return;
        }

        string count = findings.Count == 1 ? "1 finding" : $"{findings.Count} findings";
        pictures.Add(new ReportBlock.Picture(FindingPicture.Of(film, findings, GreatestSide).ToPng(), $"{image.Case}: {count}"));
    }

    /// <summary>Writes the page; a name that ends in <c>.pdf</c> gives a PDF.</summary>
    public void Write(string path, DetectDocument document)
    {
        ReportSection numbers = ResultDocument.Of("detect", JsonSerializer.SerializeToElement(document, Json.Options))!;
        string note = pictures.Count == 0 ? "Only films are drawn; volumes and bare probabilities are not."
            : passed > 0 ? $"{passed} further images are not drawn." : string.Empty;
        ReportPage page = new CaseReport
        {
            Title = "Findings",
            Facts = [("images", $"{document.Cases.Count}"), ("this page was made", $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC")],
            Results =
            [
                numbers with
                {
                    Title = "Findings",
                    Blocks = [new ReportBlock.Side(pictures), new ReportBlock.Paragraph(note), .. numbers.Blocks],
                },
            ],
            Models = document.Model is { } model ? [ModelFacts.Of(model)] : [],
            Footer = ["Outlines and boxes follow the edges of pixels; the number beside a name is the finding's score."],
        }.ToPage();
        Failure.Writing(path, () => page.Write(path));
    }
}
