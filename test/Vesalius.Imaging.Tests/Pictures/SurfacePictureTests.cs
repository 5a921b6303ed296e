using Vesalius.Imaging.Pictures;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Imaging.Tests.Pictures;

public sealed class SurfacePictureTests
{
    private static readonly Rgb Red = new(255, 0, 0), Blue = new(0, 0, 255), White = new(255, 255, 255);

    [Theory]
    [InlineData(SlicePlane.Axial)]
    [InlineData(SlicePlane.Coronal)]
    [InlineData(SlicePlane.Sagittal)]
    public void A_ball_is_a_disc_from_everywhere(SlicePlane plane)
    {
        RgbPicture picture = SurfacePicture.Of([new ModelPart(Ball(default, 10), "ball", Red)], plane, 101);
        int covered = Enumerable.Range(0, 101 * 101).Count(i => picture[i % 101, i / 101] != White);

        // The rim takes 6 % on either side: a disc of 88.88 pixels across.
        Assert.InRange(covered, 0.97 * Math.PI / 4 * 88.88 * 88.88, 1.03 * Math.PI / 4 * 88.88 * 88.88);
        Assert.Equal((255, 0), (picture[50, 50].Red, picture[50, 50].Green));
    }

    [Fact]
    public void From_the_front_the_front_covers_the_back_and_the_left_of_the_patient_is_on_the_right()
    {
        var front = new ModelPart(Ball(new WorldPoint(0, -30, 0), 10), "front", Red);
        var back = new ModelPart(Ball(new WorldPoint(0, 30, 0), 10), "back", Blue);
        RgbPicture picture = SurfacePicture.Of([back, front], SlicePlane.Coronal, 120);
        Assert.Equal(0, picture[60, 60].Blue);
        var left = new ModelPart(Ball(new WorldPoint(30, 0, 20), 10), "left", Blue);
        var right = new ModelPart(Ball(new WorldPoint(-30, 0, -20), 10), "right", Red);
        picture = SurfacePicture.Of([left, right], SlicePlane.Coronal, 121);
        Assert.Equal((0, 0), (picture[99, 34].Red, picture[21, 86].Blue));
        Assert.True(picture[99, 34].Blue > 100 && picture[21, 86].Red > 100);
    }

    [Fact]
    public void What_lies_in_glass_shines_through()
    {
        var glass = new ModelPart(Ball(default, 20), "glass", Blue) { Opacity = 0.25 };
        RgbPicture picture = SurfacePicture.Of([glass, new ModelPart(Ball(default, 6), "inside", Red)], SlicePlane.Axial, 101);
        Assert.InRange(picture[50, 50].Red, 180, 200);
        Assert.InRange(picture[50, 50].Blue, 55, 70);
        Assert.InRange(picture[50, 25].Green, 180, 200);
    }

    [Fact]
    public void Nothing_gives_an_empty_picture() =>
        Assert.Equal(White, SurfacePicture.Of([new ModelPart(new Mesh([], []), "none", Red)], SlicePlane.Axial, 5)[2, 2]);

    private static Mesh Ball(WorldPoint centre, double radius)
    {
        var grid = new Grid(new Size3(50, 50, 50), Affine.FromSpacing(new Spacing(1, 1, 1), centre + new WorldVector(-24.5, -24.5, -24.5)));
        bool[] inside = [.. Enumerable.Range(0, 125_000).Select(i =>
            grid.ToWorld(new VoxelPoint(i % 50, i / 50 % 50, i / 2500)).DistanceTo(centre) < radius)];
        return new ConstrainedSmoothing().Of(new Volume<bool>(grid, inside));
    }
}
