using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Imaging.Tests.Pictures;

public sealed class RgbPictureTests
{
    private static readonly Rgb White = new(255, 255, 255);
    private static readonly Rgb Red = new(255, 0, 0);

    [Fact]
    public void A_picture_written_as_PNG_is_read_back_pixel_by_pixel()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("vesalius-picture").FullName, "page.png");
        var picture = new RgbPicture(13, 7, new Rgb(10, 20, 30));
        picture.DrawLine((0, 0), (12, 6), Red);
        picture.WritePng(path);
        StoredImage stored = VolumeFile.ReadStored(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.Equal((13, 7, 3), (stored.Grid.Size.X, stored.Grid.Size.Y, stored.Components));
        Assert.Equal(picture.Pixels.ToArray(), stored.Bytes);
    }

    [Fact]
    public void Whatever_reaches_beyond_the_edges_is_cut_off()
    {
        var picture = new RgbPicture(4, 3);
        picture.FillRectangle(-5, -5, 7, 6, Red);
        picture.FillRectangle(3, 2, int.MaxValue, int.MaxValue, White);
        picture.DrawLine((-3, -3), (50, 50), new Rgb(0, 255, 0));
        picture.DrawText("far away", (100, -100), White);
        picture.Paste(new RgbPicture(9, 9, White), -8, 1);
        Assert.Equal(Red, picture[1, 0]);
        Assert.Equal(default, picture[2, 0]);
        Assert.Equal(White, picture[0, 1]);
        Assert.Equal(White, picture[3, 2]);
        Assert.Equal(new Rgb(0, 255, 0), picture[2, 2]);
    }

    [Fact]
    public void A_line_includes_both_ends_in_every_direction()
    {
        foreach ((int x, int y) in new[] { (9, 0), (0, 9), (9, 9), (9, 3), (3, 9) })
        {
            var picture = new RgbPicture(10, 10);
            picture.DrawLine((x, y), (0, 0), Red);
            Assert.Equal(Red, picture[0, 0]);
            Assert.Equal(Red, picture[x, y]);
            Assert.Equal(Math.Max(x, y) + 1, Count(picture, Red));
        }
    }

    [Fact]
    public void A_mask_is_blended_by_its_opacity()
    {
        var picture = new RgbPicture(2, 1, new Rgb(100, 100, 100));
        picture.BlendMask([true, false], new Rgb(200, 0, 100), 0.25);
        Assert.Equal(new Rgb(125, 75, 100), picture[0, 0]);
        Assert.Equal(new Rgb(100, 100, 100), picture[1, 0]);
        Assert.Throws<ArgumentException>(() => picture.BlendMask([true], Red, 1));
    }

    [Fact]
    public void Scaling_by_whole_factors_repeats_pixels_and_back_again_gives_the_picture()
    {
        var picture = new RgbPicture(3, 2);
        picture[1, 0] = Red;
        picture[2, 1] = White;
        RgbPicture larger = picture.Scaled(9, 6, smooth: false);
        Assert.Equal(9, Count(larger, Red));
        Assert.Equal(picture.Pixels.ToArray(), larger.Scaled(3, 2, smooth: false).Pixels.ToArray());
        Assert.Equal(picture.Pixels.ToArray(), picture.Scaled(3, 2).Pixels.ToArray());
    }

    [Fact]
    public void Each_letter_of_the_font_is_drawn_and_is_like_no_other()
    {
        string[] drawn = [.. Enumerable.Range(33, 94).Select(letter => Convert.ToHexString(Drawn(((char)letter).ToString()).Pixels))];
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.DoesNotContain(Convert.ToHexString(Drawn("é").Pixels), drawn);
        Assert.Equal(0, Count(Drawn(" "), White));
        Assert.Equal((23, 14), PictureDrawing.TextSize("ab", 2) is (var width, var height) ? (width + 1, height) : default);
    }

    private static RgbPicture Drawn(string text)
    {
        var picture = new RgbPicture(6, 8);
        picture.DrawText(text, (0, 0), White);
        return picture;
    }

    private static int Count(RgbPicture picture, Rgb color)
    {
        int count = 0;
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            count += picture[i % picture.Width, i / picture.Width] == color ? 1 : 0;
        }

        return count;
    }
}
