using CsCheck;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Imaging.Tests.Pictures;

public sealed class SlicePictureTests
{
    private static readonly IntensityWindow Window = new(0, 255);

    /// <summary>A scan in LPS order with a bright voxel at the patient's left, one at the back and one at the head.</summary>
    private static readonly Volume<float> Scan = Marked();

    [Fact]
    public void The_patient_s_left_is_on_the_right_and_the_front_above_in_an_axial_slice()
    {
        RgbPicture picture = SlicePicture.Of(Scan, SlicePlane.Axial, 1, Window);
        Assert.Equal((4, 4), (picture.Width, picture.Height));
        Assert.Equal(200, picture[3, 1].Red);
        Assert.Equal(150, picture[1, 3].Red);
    }

    [Fact]
    public void The_head_is_above_in_coronal_and_sagittal_slices_and_pixels_are_square()
    {
        RgbPicture coronal = SlicePicture.Of(Scan, SlicePlane.Coronal, 1, Window);
        Assert.Equal((4, 12), (coronal.Width, coronal.Height));
        Assert.Equal(100, coronal[1, 0].Red);
        RgbPicture sagittal = SlicePicture.Of(Scan, SlicePlane.Sagittal, 1, Window);
        Assert.Equal((4, 12), (sagittal.Width, sagittal.Height));
        Assert.Equal(100, sagittal[1, 0].Red);
        Assert.Equal(150, sagittal[3, 7].Red);
    }

    [Fact]
    public void A_scan_stored_in_any_order_of_axes_gives_the_same_pictures() =>
        Gen.Select(Gen.OneOfConst(AnatomicalAxes.All.ToArray()), Gen.OneOfConst(Enum.GetValues<SlicePlane>())).Sample((axes, plane) =>
        {
            Volume<float> turned = Reorientation.To(Scan, axes);
            int axis = plane switch { SlicePlane.Axial => 2, SlicePlane.Coronal => 1, _ => 0 };
            VoxelPoint second = turned.Grid.ToVoxel(Scan.Grid.ToWorld(new VoxelPoint(1, 1, 1)));
            int across = Enumerable.Range(0, 3).First(i => "LR PA SI".Split(' ')[axis].Contains(axes.Code[i], StringComparison.Ordinal));
            int index = (int)Math.Round(across switch { 0 => second.X, 1 => second.Y, _ => second.Z });
            Assert.Equal(
                SlicePicture.Of(Scan, plane, 1, Window).Pixels.ToArray(),
                SlicePicture.Of(turned, plane, index, Window).Pixels.ToArray());
        });

    [Fact]
    public void A_label_is_filled_faintly_and_outlined_in_its_colour()
    {
        Grid grid = Grid.Planar(5, 5);
        var voxels = new Volume<ushort>(grid);
        for (int i = 0; i < 9; i++)
        {
            voxels[1 + i % 3, 1 + i / 3, 0] = 1;
        }

        var color = new Rgb(200, 100, 0);
        var labels = new LabelMap(voxels, new LabelTable([new Label(1, "lung", color)]));
        var black = new RgbPicture(5, 5);
        RgbPicture drawn = SlicePicture.WithLabels(black, labels, SlicePlane.Axial, 0, new OverlayStyle(FillOpacity: 0.5));
        Assert.Equal(default, black[1, 1]);
        Assert.Equal(color, drawn[1, 1]);
        Assert.Equal(new Rgb(100, 50, 0), drawn[2, 2]);
        Assert.Equal(default, drawn[0, 0]);
    }

    [Fact]
    public void A_slice_that_is_not_there_is_refused()
    {
        Assert.Equal(4, SlicePicture.SliceCount(Scan.Grid, SlicePlane.Axial));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlicePicture.Of(Scan, SlicePlane.Axial, 4, Window));
    }

    [Fact]
    public void A_window_runs_from_black_to_white()
    {
        IntensityWindow window = IntensityWindow.Around(40, 400);
        Assert.Equal([0, 0, 128, 255, 255, 0], new[] { -2000, -160, 40, 240, 2000, double.NaN }.Select(value => (int)window.Grey(value)));
        Assert.Equal(new IntensityWindow(6.5, 7.5), IntensityWindow.OfPercentiles(new Volume<float>(Grid.Planar(2, 1), [7, 7])));
    }

    private static Volume<float> Marked()
    {
        var scan = new Volume<float>(new Grid(new Size3(4, 4, 4), Affine.FromSpacing(new Spacing(1, 1, 3))));
        scan[3, 1, 1] = 200;
        scan[1, 3, 1] = 150;
        scan[1, 1, 3] = 100;
        return scan;
    }
}
