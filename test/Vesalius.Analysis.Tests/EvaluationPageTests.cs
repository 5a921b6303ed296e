using System.Xml.Linq;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Tests;

public sealed class EvaluationPageTests
{
    private static readonly EvaluationOptions Options = new();

    [Fact]
    public void A_page_has_all_its_parts_and_a_comparison_where_there_is_another_model()
    {
        EvaluatedModel model = Model("ours <1>", 9, 8, 7, 9), rival = Model("theirs", 8, 6, 7, 0);
        var worst = new EvaluatedCasePictures("case 2", DisagreementPictures.Of(Box(9), Box(7), null, Options));
        var page = new EvaluationPage(model, Options)
        {
            Rival = (rival, EvaluationComparison.Of(model.Summary, rival.Summary)),
            WorstCases = [worst],
            Numbers = System.Text.Json.JsonSerializer.SerializeToElement(new { meanDice = model.Summary.MeanDice }),
        };
        XDocument html = Parsed(page.ToPage().ToHtml());
        Assert.Equal(
            ["Summary", "Compared with theirs", "Spread over the cases", "Volumes", "Worst cases", "All cases", "Conventions"],
            html.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal(3, html.Descendants("img").Count());
        Assert.Contains("ours <1>", html.Descendants("p").First().Value, StringComparison.Ordinal);
        Assert.Equal("evaluation", html.Descendants("script").Single().Attribute("id")!.Value);
        Assert.Contains("1 infinite distance(s)", html.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 9, 9, 9 })]
    public void A_page_of_no_case_one_case_or_equal_cases_is_still_a_page(int[] lengths)
    {
        string html = new EvaluationPage(Model("m", lengths), Options).ToPage().ToHtml();
        Assert.NotNull(Parsed(html).Root);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slices_shown_are_those_that_differ_most_and_the_captions_count_them()
    {
        LabelMap reference = Box(9), prediction = Box(9);
        prediction.Voxels[5, 3, 2] = 0;
        prediction.Voxels[6, 3, 2] = 0;
        prediction.Voxels[11, 1, 2] = 2;
        IReadOnlyList<DisagreementView> views = DisagreementPictures.Of(reference, prediction, null, Options);
        Assert.Equal([SlicePlane.Axial, SlicePlane.Coronal, SlicePlane.Sagittal], views.Select(view => view.Plane));
        Assert.Equal((2, 2, 1, 0), (views[0].Slice, views[0].Missed, views[0].Added, views[0].Confused));
        Assert.Equal((3, 2, 0), (views[1].Slice, views[1].Missed, views[1].Added));
        Assert.Equal("axial, slice 3 of 5: 2 voxels missed, 1 added", views[0].Caption);
    }

    [Fact]
    public void What_was_not_asked_for_or_not_annotated_is_no_disagreement()
    {
        LabelMap reference = Box(9), prediction = Box(9);
        prediction.Voxels[11, 1, 2] = 2;
        reference.Voxels[5, 3, 2] = 255;
        prediction.Voxels[5, 3, 2] = 2;
        var options = new EvaluationOptions { Labels = [1], NotAnnotatedValue = 255 };
        Assert.All(DisagreementPictures.Of(reference, prediction, null, options), view =>
            Assert.Equal((0, 0, 0), (view.Missed, view.Added, view.Confused)));
    }

    [Fact]
    public void Layers_that_overlap_are_compared_structure_by_structure()
    {
        Grid grid = Grid.Of(new Size3(4, 4, 1), new Spacing(1, 1, 1));
        Volume<ushort> Layer(ushort value, params int[] places)
        {
            var layer = new Volume<ushort>(grid);
            Array.ForEach(places, place => layer.Voxels[place] = value);
            return layer;
        }

        var table = new LabelTable([new Label(1, "organ", new Rgb(1, 2, 3)), new Label(2, "tumour", new Rgb(3, 2, 1), 1)]);
        var reference = new LabelMap([Layer(1, 0, 1, 2, 3), Layer(2, 1, 2)], table);
        var prediction = new LabelMap([Layer(1, 0, 1, 2, 3), Layer(2, 2, 4)], table);
        DisagreementView axial = DisagreementPictures.Of(reference, prediction, null, Options)[0];
        Assert.Equal((1, 1, 0), (axial.Missed, axial.Added, axial.Confused));
    }

    [Fact]
    public void A_planar_image_has_one_picture_and_an_empty_case_is_shown_through_its_middle()
    {
        var flat = new Volume<ushort>(Grid.Planar(12, 9));
        flat.Voxels[20] = 1;
        var labels = new LabelMap(flat, LabelTable.Unnamed([1]));
        Assert.Equal("image: 0 pixels missed, 0 added",
            Assert.Single(DisagreementPictures.Of(labels, labels, flat.Map(voxel => (float)voxel), Options)).Caption);
        LabelMap empty = Box(0);
        Assert.Equal([2, 3, 8], DisagreementPictures.Of(empty, empty, null, Options).Select(view => view.Slice));
    }

    [Fact]
    public void An_image_on_another_grid_is_refused() =>
        Assert.Throws<GridMismatchException>(() => DisagreementPictures.Of(Box(9), Box(9), new Volume<float>(Grid.Planar(3, 3)), Options));

    [Fact]
    public void Cells_show_what_follows_a_line_break_small_below()
    {
        XDocument html = Parsed(new ReportPage("t", [new ReportSection("s", new ReportBlock.Table("c", ["a"], [["0.5\n[0.4, 0.6]"]]))])
            .ToHtml());
        Assert.Equal("[0.4, 0.6]", html.Descendants("td").Single().Element("small")!.Value);
    }

    private static EvaluatedModel Model(string name, params int[] lengths)
    {
        var evaluator = new Evaluator(Options);
        EvaluationSummary summary =
            evaluator.Summarize([.. lengths.Select((length, i) => evaluator.Evaluate(Box(9), Box(length), $"case {i}"))]);
        return new EvaluatedModel(name, summary, SummaryIntervals.Of(summary));
    }

    private static XDocument Parsed(string html) =>
        XDocument.Parse(html.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal));

    private static LabelMap Box(int length)
    {
        var voxels = new Volume<ushort>(Grid.Of(new Size3(16, 7, 5), new Spacing(1, 1, 2)));
        for (int z = 1; z < 4; z++)
        {
            for (int y = 2; y < 5; y++)
            {
                voxels.Row(y, z)[2..(2 + length)].Fill(1);
            }
        }

        return new LabelMap(voxels, LabelTable.Unnamed([1, 2]));
    }
}
