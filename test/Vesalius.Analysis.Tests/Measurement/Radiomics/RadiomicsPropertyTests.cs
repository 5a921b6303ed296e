using CsCheck;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

public sealed class RadiomicsPropertyTests
{
    private static readonly IbsiSettings Ibsi = new() { GreyLevels = new Discretisation.FixedWidth(10, 0), Textures = TextureSpan.Both };

    /// <summary>Cells that are ambiguous are cut another way after a turn under PyRadiomics' rule, so its surface is left out.</summary>
    private static readonly string[] TurnSensitive =
        ["MeshVolume", "SurfaceArea", "SurfaceVolumeRatio", "Sphericity", "Maximum2DDiameterColumn", "Maximum2DDiameterRow"];

    [Fact]
    public void A_quarter_turn_about_z_changes_no_ibsi_feature() => RandomRegions.NotEmpty.Sample(region => AssertSame(
        Radiomics.Of(RandomRegions.OnCubes(region.Image), RandomRegions.OnCubes(region.Mask), Ibsi),
        Radiomics.Of(RandomRegions.Turned(region.Image), RandomRegions.Turned(region.Mask), Ibsi)), iter: 60);

    [Fact]
    public void A_quarter_turn_about_z_changes_no_pyradiomics_feature() => RandomRegions.NotEmpty.Sample(region =>
    {
        var settings = new PyRadiomicsSettings { BinWidth = 10 };
        AssertSame(
            Radiomics.Of(RandomRegions.OnCubes(region.Image), RandomRegions.OnCubes(region.Mask), settings),
            Radiomics.Of(RandomRegions.Turned(region.Image), RandomRegions.Turned(region.Mask), settings),
            TurnSensitive);
    }, iter: 60);

    [Fact]
    public void Voxels_far_around_change_nothing() => RandomRegions.NotEmpty.Sample(region =>
    {
        (Volume<float> image, Volume<bool> mask) = (RandomRegions.OnCubes(region.Image), RandomRegions.OnCubes(region.Mask));
        Size3 size = image.Size;
        var wide = new Grid(new Size3(size.X + 40, size.Y + 36, size.Z + 44), image.Grid.Affine.StartingAt(new VoxelPoint(-20, -18, -22)));
        var wideImage = new Volume<float>(wide);
        wideImage.Voxels.Fill(1e6f);
        var wideMask = new Volume<bool>(wide);
        RandomRegions.ForEach(size, (x, y, z) =>
        {
            wideImage[x + 20, y + 18, z + 22] = image[x, y, z];
            wideMask[x + 20, y + 18, z + 22] = mask[x, y, z];
        });

        // The ball of the local peak is meant to reach out of the mask.
        AssertSame(Radiomics.Of(image, mask, Ibsi), Radiomics.Of(wideImage, wideMask, Ibsi), "loc_peak_loc", "loc_peak_glob");
    }, iter: 30);

    [Fact]
    public void Resampling_to_the_spacing_that_is_there_changes_nothing() => RandomRegions.NotEmpty.Sample(region =>
    {
        (Volume<float> image, Volume<bool> mask) = (RandomRegions.OnCubes(region.Image), RandomRegions.OnCubes(region.Mask));
        AssertSame(Radiomics.Of(image, mask, Ibsi), Radiomics.Of(image, mask, Ibsi with { Resampling = new RegionResampling(2, 2, 2) }));
        var tool = new PyRadiomicsSettings { BinWidth = 10 };
        AssertSame(Radiomics.Of(image, mask, tool), Radiomics.Of(image, mask, tool with { ResampledSpacing = new Spacing(2, 2, 2) }));
    }, iter: 30);

    [Fact]
    public void A_voxel_that_is_not_a_number_counts_for_the_shape_alone() => RandomRegions.NotEmpty.Where(region => region.Mask.Voxels.Count(true) > 2)
        .Sample(region =>
        {
            (Volume<float> image, Volume<bool> mask) = (RandomRegions.OnCubes(region.Image), RandomRegions.OnCubes(region.Mask));
            int lost = Array.IndexOf(mask.Array, true);
            image.Voxels[lost] = float.NaN;
            IReadOnlyDictionary<string, double> found = Radiomics.Of(image, mask, Ibsi);
            var rest = new Volume<bool>(mask.Grid, [.. mask.Voxels]);
            rest.Voxels[lost] = false;
            IReadOnlyDictionary<string, double> without = Radiomics.Of(image, rest, Ibsi);
            Assert.Equal(mask.Voxels.Count(true) * mask.Grid.VoxelVolumeMm3, found["morph_vol_approx"], 1e-9);
            Assert.Equal(without["stat_mean"], found["stat_mean"], 1e-12);
            Assert.Equal(without["cm_joint_avg_3D_mrg"], found["cm_joint_avg_3D_mrg"], 1e-12);
        }, iter: 30);

    private static void AssertSame(IReadOnlyDictionary<string, double> expected, IReadOnlyDictionary<string, double> actual, params string[] except)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.NotEmpty(expected);
        foreach ((string name, double value) in expected.Where(feature => !except.Contains(feature.Key.Split("shape_")[^1])))
        {
            double other = actual[name];
            bool same = value.Equals(other) || Math.Abs(value - other) <= 1e-9 * Math.Max(1, Math.Abs(value));
            Assert.True(same, $"{name}: {value:R} expected, {other:R} came.");
        }
    }
}
