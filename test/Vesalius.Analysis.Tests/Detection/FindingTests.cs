using CsCheck;
using Vesalius.Analysis.Detection;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;
using Vesalius.Tests;

namespace Vesalius.Analysis.Tests.Detection;

public sealed class FindingTests
{
    private static readonly Label Nodule = new(3, "nodule", new Rgb(255, 0, 0));

    [Fact]
    public void Each_part_above_the_threshold_is_a_finding_with_box_size_score_and_peak()
    {
        Volume<float> probability = Image("""
            0000000000
            0580000000
            0670000600
            0000000650
            0000000000
            """);
        IReadOnlyList<Finding> found = FindingSearch.In(probability, Nodule);
        Assert.Equal([0.8, 0.6], found.Select(finding => Math.Round(finding.Score, 5)));
        Assert.Equal(new(1, 1, 0, 2, 2, 0), found[0].Region.Box);
        Assert.Equal((2, 1, 0), found[0].Peak);
        Assert.Equal(0.65, found[0].MeanProbability, 1e-6);
        Assert.Equal(4 * 0.25, found[0].Size, 1e-12);
        Assert.Equal(3, found[1].Region.Pixels);
        Assert.Equal(new WorldPoint(0.75, 0.75, 0), found[0].Region.Centroid);
        Assert.Single(FindingSearch.In(probability, Nodule, new FindingOptions { MinimumSize = 0.8 }));
        Assert.Equal(0.65, FindingSearch.In(probability, Nodule, new FindingOptions { Score = FindingScore.Mean })[0].Score, 1e-6);
        Assert.Empty(FindingSearch.In(probability, Nodule, new FindingOptions { Threshold = 0.9 }));
    }

    [Fact]
    public void Of_equally_sure_pixels_the_peak_is_the_middle_one() =>
        Assert.Equal((3, 1, 0), FindingSearch.In(Image("0000000\n0999990\n0000000"), Nodule)[0].Peak);

    [Fact]
    public void What_a_finding_encloses_belongs_to_it_if_asked_for()
    {
        Volume<float> ring = Image("""
            00000
            09990
            09090
            09990
            00000
            """);
        Assert.Equal(8, FindingSearch.In(ring, Nodule)[0].Region.Pixels);
        Assert.Equal(9, FindingSearch.In(ring, Nodule, new FindingOptions { FillsHoles = true })[0].Region.Pixels);
        Assert.Equal(2, FindingContour.Of(FindingSearch.In(ring, Nodule)[0].Region).Count);
    }

    [Fact]
    public void A_pixel_has_a_square_outline()
    {
        Volume<float> one = Image("000\n009\n000");
        IReadOnlyList<(double X, double Y)> line = Assert.Single(FindingContour.Of(FindingSearch.In(one, Nodule)[0].Region));
        Assert.Equal([(1.5, 0.5), (2.5, 0.5), (2.5, 1.5), (1.5, 1.5)], line);
    }

    [Fact]
    public void The_outlines_of_any_finding_enclose_its_pixels() =>
        RandomMasks.NotEmpty.Where(mask => mask.Size.Z == 1).Sample(mask =>
            FindingRegion.PartsOf(mask).All(region => Math.Abs(FindingContour.Of(region).Sum(Area) - region.Pixels) < 1e-9));

    [Fact]
    public void The_image_is_as_sure_as_its_surest_finding_or_as_all_together()
    {
        IReadOnlyList<Finding> found = FindingSearch.In(Image("0509"), Nodule);
        Assert.Equal(0.9, ImageScore.Maximum(found), 1e-6);
        Assert.Equal(0.95, ImageScore.NoisyOr(found), 1e-6);
        Assert.Equal(0, ImageScore.NoisyOr([]));
    }

    [Fact]
    public void A_picture_shows_outline_and_box_in_the_structures_colour()
    {
        var probability = new Volume<float>(Grid.Planar(60, 60));
        probability[30, 30, 0] = probability[31, 31, 0] = 1;
        RgbPicture picture = FindingPicture.Of(new Volume<float>(Grid.Planar(60, 60)), FindingSearch.In(probability, Nodule));
        Assert.Equal(Nodule.Color, picture[30, 30]);
        Assert.Equal(Nodule.Color, picture[31, 30]);
        Assert.Equal(60, picture.Width);
        Assert.Throws<ArgumentException>(() => FindingPicture.Of(new Volume<float>(Grid.Of(new Size3(2, 2, 2), new Spacing(1, 1, 1))), []));
    }

    private static double Area(IReadOnlyList<(double X, double Y)> line) =>
        0.5 * Enumerable.Range(0, line.Count).Sum(i => line[i].X * line[(i + 1) % line.Count].Y - line[(i + 1) % line.Count].X * line[i].Y);

    private static Volume<float> Image(string digits)
    {
        string[] rows = digits.Split('\n', StringSplitOptions.TrimEntries);
        return new Volume<float>(Grid.Planar(rows[0].Length, rows.Length, 0.5, 0.5), [.. rows.SelectMany(row => row.Select(digit => (digit - '0') / 10f))]);
    }
}
