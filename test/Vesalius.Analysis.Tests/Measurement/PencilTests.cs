using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

public sealed class PencilTests
{
    private static readonly Grid Thick = Grid.Of(new Size3(12, 12, 12), new Spacing(1, 2, 4));

    [Fact]
    public void One_voxel_has_its_own_volume_and_diagonal_and_no_axes_over_n_minus_1()
    {
        RegionMeasurement one = Measurement.Of(Box(Thick, (3, 3, 3), (3, 3, 3)));
        Assert.Equal(1, one.Voxels);
        Assert.Equal(0.008, one.VolumeMl, 1e-15);
        Assert.Equal(8.0 / 6 / 1000, one.MeshVolumeMl, 1e-15);
        Assert.Equal(4, one.Maximum3DDiameterMm, 1e-12);
        Assert.Equal(Math.Sqrt(5), one.SliceDiameters!.Longest.LengthMm, 1e-12);
        Assert.Equal(Math.Sqrt(5) / 2, one.SliceDiameters.Perpendicular.LengthMm, 1e-9);
        Assert.Equal(3, one.SliceDiameters.Slice);
        Assert.True(double.IsNaN(one.Axes.MajorMm));
        Assert.Equal(new WorldPoint(3, 6, 12), one.Centroid);
        Assert.Equal(new VoxelBox(3, 3, 3, 3, 3, 3), one.Box);
        Assert.Equal(new VolumeRange(0, 0.056, Math.Sqrt(7 / 24.0) * 0.008), one.VolumeRange);
    }

    [Fact]
    public void One_voxel_has_axes_of_length_0_over_n() =>
        Assert.Equal(0, Measurement.Of(Box(Thick, (3, 3, 3), (3, 3, 3)), null, MeasurementOptions.PyRadiomics).Axes.MajorMm);

    [Fact]
    public void A_line_of_voxels_is_all_length()
    {
        RegionMeasurement line = Measurement.Of(Box(Thick, (2, 5, 5), (6, 5, 5)));
        Assert.Equal(4 * Math.Sqrt(2.5), line.Axes.MajorMm, 1e-12);
        Assert.Equal(0, line.Axes.Elongation, 1e-12);
        Assert.Equal(0, line.Axes.Flatness, 1e-12);
        Assert.Equal(new WorldVector(1, 0, 0), line.Axes.Direction);
        Assert.Equal(Math.Sqrt(25 + 4), line.SliceDiameters!.Longest.LengthMm, 1e-12);
    }

    [Theory]
    [InlineData(ContourRule.VoxelEdges, 5, 6)]
    [InlineData(ContourRule.VoxelCentres, 4, 4)]
    public void A_rectangle_has_the_diagonal_of_its_outline(ContourRule rule, double width, double height)
    {
        RegionMeasurement box = Measurement.Of(Box(Thick, (2, 3, 4), (6, 5, 4)), null, new MeasurementOptions { Contour = rule });
        double diagonal = Math.Sqrt(width * width + height * height);
        Assert.Equal(diagonal, box.SliceDiameters!.Longest.LengthMm, 1e-12);
        Assert.Equal(Math.Min(width, height) * diagonal / Math.Max(width, height), box.SliceDiameters.Perpendicular.LengthMm, 1e-9);
    }

    [Fact]
    public void Halfway_points_cut_the_corners_of_a_rectangle()
    {
        RegionMeasurement box = Measurement.Of(
            Box(Thick, (2, 3, 4), (6, 5, 4)), null, new MeasurementOptions { Contour = ContourRule.HalfwayPoints });
        Assert.Equal(Math.Sqrt(16 + 36), box.SliceDiameters!.Longest.LengthMm, 1e-12);
    }

    [Fact]
    public void The_perpendicular_chord_stays_inside_an_L_where_it_would_be_longer_across_the_gap()
    {
        var grid = Grid.Of(new Size3(14, 14, 1), new Spacing(1, 1, 1));
        Volume<bool> mask = Box(grid, (0, 0, 0), (9, 0, 0));
        Box(grid, (0, 0, 0), (0, 9, 0)).Voxels.ToArray().Index().Where(v => v.Item).ToList().ForEach(v => mask.Voxels[v.Index] = true);
        SliceDiameters found = Measurement.Of(mask).SliceDiameters!;
        Assert.Equal(Math.Sqrt(200), found.Longest.LengthMm, 1e-12);
        Assert.Equal(Math.Sqrt(2), found.Perpendicular.LengthMm, 1e-9);
    }

    [Fact]
    public void The_diameter_of_a_slice_does_not_span_two_pieces_of_a_lesion()
    {
        Volume<bool> mask = Box(Thick, (0, 0, 5), (11, 0, 5));
        Box(Thick, (1, 5, 4), (2, 5, 4)).Voxels.ToArray().Index().Where(v => v.Item).ToList().ForEach(v => mask.Voxels[v.Index] = true);
        Box(Thick, (9, 9, 4), (10, 9, 4)).Voxels.ToArray().Index().Where(v => v.Item).ToList().ForEach(v => mask.Voxels[v.Index] = true);
        Assert.Equal(5, Measurement.Of(mask).SliceDiameters!.Slice);
    }

    [Fact]
    public void A_ball_is_measured_as_the_ball_it_is()
    {
        var grid = Grid.Of(new Size3(51, 51, 51), new Spacing(1, 1, 1));
        var mask = new Volume<bool>(grid);
        foreach ((int i, bool _) in mask.Voxels.ToArray().Index())
        {
            double x = i % 51 - 25, y = i / 51 % 51 - 25, z = i / 2601 - 25;
            mask.Voxels[i] = x * x + y * y + z * z <= 20 * 20;
        }

        RegionMeasurement ball = Measurement.Of(mask);
        Assert.Equal(4.0 / 3 * Math.PI * 8, ball.VolumeMl, 0.005 * 33.5);
        Assert.Equal(41, ball.Maximum3DDiameterMm, 1e-12);
        Assert.Equal(2 * 20 * Math.Sqrt(0.8), ball.Axes.MajorMm, 0.05);
        Assert.Equal(1, ball.Axes.Flatness, 1e-9);
        Assert.InRange(ball.Sphericity, 0.90, 0.95);
        Assert.Equal(25, ball.SliceDiameters!.Slice);
        Assert.InRange(ball.SliceDiameters.Longest.LengthMm, 40, 42);
        Assert.InRange(ball.SliceDiameters.Perpendicular.LengthMm, 39.5, 42);
        Assert.Equal(new WorldPoint(25, 25, 25), ball.Centroid);
    }

    [Fact]
    public void A_sheared_grid_keeps_its_volume_exactly()
    {
        var affine = new Affine(new WorldVector(1, 0, 0), new WorldVector(0, 1, 0), new WorldVector(0, 1.5, 3), default);
        RegionMeasurement box = Measurement.Of(Box(new Grid(new Size3(9, 9, 9), affine), (2, 2, 2), (4, 4, 4)));
        Assert.Equal(0.081, box.VolumeMl, 1e-15);
    }

    [Fact]
    public void Nothing_has_size_0_and_no_shape()
    {
        RegionMeasurement nothing = Measurement.Of(new Volume<bool>(Thick));
        Assert.Equal(0, nothing.VolumeMl);
        Assert.True(double.IsNaN(nothing.Sphericity));
        Assert.True(double.IsNaN(nothing.Centroid.X));
        Assert.Null(nothing.SliceDiameters);
        Assert.Null(nothing.Box);
    }

    [Fact]
    public void A_planar_image_has_areas_and_diameters_but_no_surface()
    {
        RegionMeasurement square = Measurement.Of(Box(Grid.Planar(9, 9), (1, 1, 0), (4, 4, 0)));
        Assert.Equal(0.016, square.VolumeMl, 1e-15);
        Assert.Equal(4 * Math.Sqrt(2), square.SliceDiameters!.Longest.LengthMm, 1e-12);
        Assert.Equal(4 * Math.Sqrt(2), square.SliceDiameters.Perpendicular.LengthMm, 1e-9);
        Assert.True(double.IsNaN(square.SurfaceMm2));
        Assert.False(square.TouchesBorder);
    }

    [Fact]
    public void A_full_volume_touches_the_border()
    {
        RegionMeasurement full = Measurement.Of(Box(Thick, (0, 0, 0), (11, 11, 11)));
        Assert.True(full.TouchesBorder);
        Assert.Equal(12 * 12 * 12, full.Voxels);
    }

    internal static Volume<bool> Box(Grid grid, (int X, int Y, int Z) first, (int X, int Y, int Z) last)
    {
        var mask = new Volume<bool>(grid);
        for (int z = first.Z; z <= last.Z; z++)
        {
            for (int y = first.Y; y <= last.Y; y++)
            {
                mask.Row(y, z)[first.X..(last.X + 1)].Fill(true);
            }
        }

        return mask;
    }
}
