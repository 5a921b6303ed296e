using System.Xml.Linq;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Phantoms;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Tests;

public sealed class SegmentationReportTests
{
    [Fact]
    public void A_phantom_and_an_eroded_prediction_give_a_page_with_all_its_parts()
    {
        PhantomScan scan = AbdomenPhantom.Draw(2).Baseline;
        var missing = new LabelMap(scan.Truth.Voxels.Map(voxel => voxel == 3 ? (ushort)0 : voxel), scan.Truth.Table);
        var one = new SegmentedCase("a <b>", scan.Scan, scan.Truth, missing) { TrueVolumeMl = scan.Tumours.Sum(tumour => tumour.VolumeMl) };
        var evaluator = new Evaluator();
        EvaluationSummary scores = evaluator.Summarize([evaluator.Evaluate(scan.Truth, missing, one.Name)]);
        var report = new SegmentationReport(4, IntensityWindow.SoftTissue) { Loss = [(1, 1.2), (2, 0.8)], ValidationDice = [(2, 0.5)] };

        string html = report.Of([one], scores).ToHtml();

        XDocument page = XDocument.Parse(html.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal));
        Assert.Equal(3, page.Descendants("img").Count());
        Assert.Equal(["Agreement with the truth", "Volume of tumour", "a <b>", "Training"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal("0.000", page.Descendants("tr").Single(row => row.Elements("td").FirstOrDefault()?.Value == "spleen").Elements("td").ElementAt(2).Value);
    }

    [Fact]
    public void A_case_without_the_structure_is_shown_through_its_middle()
    {
        PhantomScan scan = AbdomenPhantom.Draw(2, new PhantomOptions { TumourCount = new(0, 0), PixelSpacingMm = new(5, 5) }).Baseline;
        var report = new SegmentationReport(4, IntensityWindow.SoftTissue);
        Assert.Equal(3, report.PlanesOf(new SegmentedCase("healthy", scan.Scan, scan.Truth, scan.Truth)).Count);
    }

    [Fact]
    public void A_prediction_on_another_grid_is_refused()
    {
        var options = new PhantomOptions { PixelSpacingMm = new(5, 5) };
        PhantomScan one = AbdomenPhantom.Draw(2, options).Baseline, other = AbdomenPhantom.Draw(3, options).Baseline;
        var report = new SegmentationReport(4, IntensityWindow.SoftTissue);
        Assert.Throws<GridMismatchException>(() => report.PlanesOf(new SegmentedCase("mixed", one.Scan, one.Truth, other.Truth)));
    }
}
