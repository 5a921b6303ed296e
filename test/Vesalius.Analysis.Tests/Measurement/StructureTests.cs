using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

public sealed class StructureTests
{
    private static readonly Grid Small = Grid.Of(new Size3(10, 10, 10), new Spacing(1, 1, 1));

    [Fact]
    public void Lesions_that_touch_by_a_corner_are_one_and_the_largest_comes_first()
    {
        var voxels = new Volume<ushort>(Small);
        voxels[1, 1, 1] = voxels[2, 2, 2] = voxels[5, 5, 5] = 1;
        StructureMeasurement structure = Measurement.Of(new LabelMap(voxels, LabelTable.Unnamed([1])))[0];
        Assert.Equal([2L, 1L], structure.Lesions.Select(lesion => lesion.Voxels));
        Assert.Equal(new VoxelBox(5, 5, 5, 5, 5, 5), structure.Lesions[1].Box);
        Assert.Equal(3, structure.Whole.Voxels);
    }

    [Fact]
    public void Structures_come_in_the_order_of_the_table_with_absent_ones_at_0_and_unnamed_ones_last()
    {
        var voxels = new Volume<ushort>(Small);
        voxels[1, 1, 1] = 2;
        voxels[1, 1, 5] = 7;
        voxels[5, 1, 5] = 9;
        var table = new LabelTable([new Label(1, "liver", default), new Label(2, "tumour", default)]) { NotAnnotatedValue = 9 };
        IReadOnlyList<StructureMeasurement> all = Measurement.Of(new LabelMap(voxels, table));
        Assert.Equal(["liver 0", "tumour 1", "label 7 1"], all.Select(structure => $"{structure.Label.Name} {structure.Whole.Voxels}"));
    }

    [Fact]
    public void Overlapping_layers_are_measured_each()
    {
        Volume<ushort> first = new(Small), second = new(Small);
        first[1, 1, 1] = second[1, 1, 1] = second[1, 1, 2] = 1;
        var table = new LabelTable([new Label(1, "organ", default), new Label(1, "lesion", default, 1)]);
        Assert.Equal([1L, 2L], Measurement.Of(new LabelMap([first, second], table)).Select(structure => structure.Whole.Voxels));
    }

    [Fact]
    public void Small_components_can_be_left_out_of_the_lesions_but_not_of_the_structure()
    {
        var voxels = new Volume<ushort>(Small);
        voxels[1, 1, 1] = voxels[1, 1, 2] = voxels[5, 5, 5] = 1;
        var map = new LabelMap(voxels, LabelTable.Unnamed([1]));
        StructureMeasurement structure = Measurement.Of(map, null, new MeasurementOptions { MinimumLesionVoxels = 2 })[0];
        Assert.Equal(2, Assert.Single(structure.Lesions).Voxels);
        Assert.Equal(3, structure.Whole.Voxels);
    }

    [Fact]
    public void A_scan_on_another_grid_is_refused()
    {
        var map = new LabelMap(new Volume<ushort>(Small), LabelTable.Empty);
        var scan = new Volume<float>(Grid.Of(new Size3(10, 10, 9), new Spacing(1, 1, 1)));
        Assert.Throws<GridMismatchException>(() => Measurement.Of(map, scan));
    }

    [Fact]
    public void Intensities_are_those_inside()
    {
        var scan = new Volume<float>(Small, [.. Enumerable.Range(0, 1000).Select(i => (float)i)]);
        RegionMeasurement pair = Measurement.Of(PencilTests.Box(Small, (0, 0, 0), (1, 0, 0)), scan);
        Assert.Equal(0.5, pair.Intensity!.Mean);
        Assert.Equal(0.25, pair.Intensity.Variance);
        Assert.Equal(1, pair.Intensity.Maximum);
    }

    [Fact]
    public void Voxels_without_a_number_are_left_out_of_the_intensities()
    {
        var scan = new Volume<float>(Small);
        scan[0, 0, 0] = float.NaN;
        scan[1, 0, 0] = 4;
        RegionMeasurement pair = Measurement.Of(PencilTests.Box(Small, (0, 0, 0), (1, 0, 0)), scan);
        Assert.Equal(1, pair.Intensity!.Voxels);
        Assert.Equal(4, pair.Intensity.Mean);
    }

    [Theory]
    [InlineData(1, 1, 1, 2)]
    [InlineData(5, 1, 1, 0)]
    [InlineData(1, 5, 1, 1)]
    [InlineData(1, 1, 5, 2)]
    public void Diameters_are_read_across_the_thickest_step(double x, double y, double z, int axis) =>
        Assert.Equal(axis, SliceAxes.AcrossAcquired(Grid.Of(new Size3(4, 4, 4), new Spacing(x, y, z))));

    [Fact]
    public void Without_a_thickest_step_they_are_read_on_axial_slices()
    {
        var sagittal = new Affine(new WorldVector(0, 1, 0), new WorldVector(0, 0, -1), new WorldVector(1, 0, 0), default);
        Assert.Equal(1, SliceAxes.AcrossAcquired(new Grid(new Size3(4, 4, 4), sagittal)));
    }

    [Fact]
    public void The_table_has_a_row_for_each_structure_and_lesion_with_names_quoted()
    {
        var voxels = new Volume<ushort>(Small);
        voxels[1, 1, 1] = voxels[5, 5, 5] = 1;
        var map = new LabelMap(voxels, new LabelTable([new Label(1, "left, \"upper\"", default)]));
        string[] rows = MeasurementTable.Of(Measurement.Of(map)).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.StartsWith("1,\"left, \"\"upper\"\"\",0,2,0.002,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("1,\"left, \"\"upper\"\"\",2,1,0.001,", rows[3], StringComparison.Ordinal);
    }
}
