using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>Regions that one can measure with a pencil, and settings that cannot be meant.</summary>
public sealed class RadiomicsEdgeTests
{
    private static readonly Grid Cube = Grid.Of(new Size3(5, 5, 5), new Spacing(1, 1, 2));

    [Fact]
    public void Voxels_that_no_array_holds_are_refused_by_their_number_before_memory_is_taken()
    {
        Grid grid = Grid.Of(new Size3(4, 4, 4), new Spacing(2, 2, 2));
        (var image, var mask) = (new Volume<float>(grid), new Volume<bool>(grid).Map(_ => true));
        var fine = new RegionResampling(0.001, 0.001, 0.001);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string ibsi = Assert.ThrowsAny<ArgumentException>(() => Radiomics.Of(image, mask, new IbsiSettings { Resampling = fine })).Message;
        string tool = Assert.ThrowsAny<ArgumentException>(() =>
            Radiomics.Of(image, mask, new PyRadiomicsSettings { ResampledSpacing = new Spacing(0.001, 0.001, 0.001) })).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        Assert.Contains("000×", ibsi, StringComparison.Ordinal);
        Assert.Contains("000×", tool, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_voxels_there_is_no_feature()
    {
        var nothing = new Volume<bool>(Cube);
        Assert.Empty(Radiomics.Of(new Volume<float>(Cube), nothing));
        Assert.Empty(Radiomics.Of(new Volume<float>(Cube), nothing, new PyRadiomicsSettings()));
    }

    [Fact]
    public void A_constant_region_is_perfectly_even()
    {
        Volume<float> image = new Volume<float>(Cube).Map(_ => 7f);
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, image.Map(_ => true), new IbsiSettings { Textures = TextureSpan.Both });
        foreach (string way in (string[])["2D_avg", "2D_smrg", "2.5D_dmrg", "2.5D_mrg", "3D_avg", "3D_mrg"])
        {
            Assert.Equal(1, found[$"cm_energy_{way}"]);
            Assert.Equal(0, found[$"cm_contrast_{way}"]);
            Assert.Equal(0, found[$"cm_joint_entr_{way}"]);
            Assert.Equal(1, found[$"cm_corr_{way}"]);
        }

        Assert.Equal(25, found["szm_zs_var_2D"] + found["szm_lze_2D"] / 25, 1e-12);
        Assert.Equal(125.0 * 125, found["szm_lze_3D"], 1e-9);
        Assert.Equal(1, found["dzm_sde_3D"]);
        Assert.Equal(1e6, found["ngt_coarseness_3D"]);
        Assert.Equal(0, found["stat_var"]);
        Assert.True(double.IsNaN(found["morph_moran_i"]));
    }

    [Fact]
    public void One_voxel_has_a_zone_and_a_run_but_no_pair()
    {
        var image = new Volume<float>(Cube);
        var mask = new Volume<bool>(Cube);
        (image[2, 2, 2], mask[2, 2, 2]) = (42, true);
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, mask, new IbsiSettings { Textures = TextureSpan.Both });
        Assert.True(double.IsNaN(found["cm_contrast_3D_avg"]));
        Assert.True(double.IsNaN(found["ngt_contrast_3D"]));
        Assert.Equal(1, found["rlm_sre_3D_avg"]);
        Assert.Equal(1, found["szm_z_perc_3D"]);
        Assert.Equal(1, found["ngl_lde_2D"]);
        Assert.Equal(42, found["stat_mean"]);
        Assert.Equal(0, Radiomics.Of(image, mask, new PyRadiomicsSettings())["original_firstorder_Variance"]);
    }

    [Fact]
    public void A_checkerboard_of_two_levels_changes_with_every_step_along_an_axis()
    {
        var image = new Volume<float>(Grid.Planar(4, 4));
        RandomRegions.ForEach(image.Size, (x, y, z) => image[x, y, z] = 1 + ((x + y) & 1));
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, image.Map(_ => true), new IbsiSettings { GreyLevels = new Discretisation.None() });

        // Twice 12 pairs along the axes differ by one; twice 9 along the diagonals do not.
        Assert.Equal(24.0 / 42, found["cm_contrast_2D_smrg"], 1e-12);
        Assert.Equal(0.5, found["cm_contrast_2D_avg"], 1e-12);
        Assert.Equal(2.0 / 16, found["szm_z_perc_2D"], 1e-12);
        Assert.DoesNotContain(found.Keys, name => name.StartsWith("morph_", StringComparison.Ordinal) || name.Contains("_3D", StringComparison.Ordinal));
    }

    [Fact]
    public void A_planar_image_has_the_features_of_a_slice_in_pyradiomics()
    {
        var image = new Volume<float>(Grid.Planar(6, 5));
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, image.Map(_ => true), new PyRadiomicsSettings());
        Assert.Equal(30, found["original_shape2D_PixelSurface"], 1e-12);
        Assert.DoesNotContain(found.Keys, name => name.StartsWith("original_shape_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_range_takes_voxels_from_the_intensities_but_not_from_the_shape()
    {
        var image = new Volume<float>(Cube);
        RandomRegions.ForEach(Cube.Size, (x, y, z) => image[x, y, z] = x == 0 ? 1000 : y);
        IReadOnlyDictionary<string, double> found =
            Radiomics.Of(image, image.Map(_ => true), new IbsiSettings { Range = new IntensityRange(0, 100), GreyLevels = new Discretisation.FixedWidth(1) });
        Assert.Equal(250, found["morph_vol_approx"], 1e-9);
        Assert.Equal(4, found["stat_max"]);
        Assert.Equal(5, found["ih_max"]);
    }

    [Fact]
    public void Too_many_grey_levels_are_refused_with_their_number()
    {
        var image = new Volume<float>(Grid.Of(new Size3(20, 20, 20), new Spacing(1, 1, 1)));
        RandomRegions.ForEach(image.Size, (x, y, z) => image[x, y, z] = x + 20 * (y + 20 * z));
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => Radiomics.Of(image, image.Map(_ => true), new PyRadiomicsSettings { BinWidth = 1 }));
        Assert.Contains("8000 from 1 to 8000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Levels_below_one_are_refused()
    {
        Volume<float> image = new Volume<float>(Cube).Map(_ => -5f);
        Assert.Throws<ArgumentException>(() => Radiomics.Of(image, image.Map(_ => true), new IbsiSettings { GreyLevels = new Discretisation.None() }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e-12)]
    public void A_spacing_that_cannot_be_is_refused(double spacing)
    {
        Volume<float> image = new(Cube);
        var settings = new IbsiSettings { Resampling = new RegionResampling(spacing, 1, 1) };
        Assert.Throws<ArgumentException>(() => Radiomics.Of(image, image.Map(_ => true), settings));
    }

    [Fact]
    public void A_scan_on_another_grid_is_refused() => Assert.Throws<GridMismatchException>(
        () => Radiomics.Of(new Volume<float>(Cube), new Volume<bool>(Grid.Of(Cube.Size, new Spacing(1, 1, 1)))));

    [Fact]
    public void Measuring_with_features_needs_a_scan()
    {
        var labels = new LabelMap(new Volume<ushort>(Cube).Map(_ => (ushort)1), LabelTable.Unnamed([1]));
        Assert.Throws<ArgumentException>(() => Measurement.Of(labels, null, new MeasurementOptions { Radiomics = new IbsiSettings() }));
    }

    [Fact]
    public void Every_ibsi_feature_has_a_code()
    {
        Volume<float> image = new(Cube);
        RandomRegions.ForEach(Cube.Size, (x, y, z) => image[x, y, z] = x * y + z);
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, image.Map(_ => true), new IbsiSettings { Textures = TextureSpan.Both });
        Assert.All(found.Keys, name => Assert.Matches("^[0-9A-Z]{4}$", IbsiCodes.Of(name)));
        Assert.Null(IbsiCodes.Of("no_such_feature_3D"));
    }
}
