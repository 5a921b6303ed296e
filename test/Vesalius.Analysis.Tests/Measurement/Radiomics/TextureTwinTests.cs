using CsCheck;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>What is computed fast equals the same written down plainly.</summary>
public sealed class TextureTwinTests
{
    private static readonly IbsiSettings Settings = new() { GreyLevels = new Discretisation.FixedWidth(12, 0), Textures = TextureSpan.Both };

    [Fact]
    public void Autocorrelation_equals_the_sums_over_all_pairs() => RandomRegions.NotEmpty.Where(region => region.Mask.Voxels.Count(true) > 1).Sample(region =>
    {
        (Volume<float> image, Volume<bool> mask) = region;
        (WorldPoint At, double Value)[] voxels = [.. Points(image, mask)];
        double mean = voxels.Average(v => v.Value), weights = 0, cross = 0, squares = 0;
        foreach ((WorldPoint p, double a) in voxels)
        {
            foreach ((WorldPoint q, double b) in voxels.Where(other => other.At != p))
            {
                weights += 1 / p.DistanceTo(q);
                cross += (a - mean) * (b - mean) / p.DistanceTo(q);
                squares += (a - b) * (a - b) / p.DistanceTo(q);
            }
        }

        double spread = voxels.Sum(v => (v.Value - mean) * (v.Value - mean)), n = voxels.Length;
        IReadOnlyDictionary<string, double> found = IbsiFeatures.Morphology(mask, image);
        if (spread > 0)
        {
            Assert.Equal(n / weights * cross / spread, found["morph_moran_i"], 1e-9);
            Assert.Equal((n - 1) / (2 * weights) * squares / spread, found["morph_geary_c"], 1e-9);
        }
    }, iter: 100);

    [Fact]
    public void The_local_peak_equals_the_mean_over_the_ball() => RandomRegions.NotEmpty.Sample(region =>
    {
        (Volume<float> image, Volume<bool> mask) = region;
        double radius = 10 * Math.Cbrt(0.75 / Math.PI);
        (WorldPoint At, double Value)[] all = [.. Points(image, image.Map(_ => true))], inside = [.. Points(image, mask)];
        double Peak(WorldPoint centre) => all.Where(v => v.At.DistanceTo(centre) <= radius).Average(v => v.Value);
        double brightest = inside.Max(v => v.Value);
        IReadOnlyDictionary<string, double> found = IbsiLocalPeak.Features(image, mask);
        Assert.Equal(inside.Max(v => Peak(v.At)), found["loc_peak_glob"], 1e-9);
        Assert.Equal(inside.Where(v => v.Value == brightest).Max(v => Peak(v.At)), found["loc_peak_loc"], 1e-9);
    }, iter: 60);

    [Fact]
    public void Pairs_runs_zones_and_dependences_equal_a_plain_count() => RandomRegions.NotEmpty.Sample(region =>
    {
        (Volume<float> image, Volume<bool> mask) = region;
        IReadOnlyDictionary<string, double> found = Radiomics.Of(image, mask, Settings);
        foreach (bool planar in (bool[])[false, true])
        {
            var plain = new PlainTextures(image, mask, 12, planar);
            string way = planar ? "2.5D" : "3D";
            Assert.Equal(plain.Contrast(), found[$"cm_contrast_{way}_mrg"], 1e-9);
            Assert.Equal(plain.RunPercentage(), found[$"rlm_r_perc_{way}_mrg"], 1e-12);
            Assert.Equal(plain.LargeZoneEmphasis(), found[$"szm_lze_{way}"], 1e-9);
            Assert.Equal(plain.LargeDistanceEmphasis(), found[$"dzm_lde_{way}"], 1e-9);
            Assert.Equal(plain.HighDependenceEmphasis(), found[$"ngl_hde_{way}"], 1e-9);
            Assert.Equal(plain.ToneCoarseness(), found[$"ngt_coarseness_{way}"], 1e-6);
        }
    }, iter: 60);

    private static IEnumerable<(WorldPoint At, double Value)> Points(Volume<float> image, Volume<bool> mask)
    {
        Size3 size = image.Size;
        return Enumerable.Range(0, mask.Voxels.Length).Where(i => mask.Array[i]).Select(i =>
            (image.Grid.ToWorld(new VoxelPoint(i % size.X, i / size.X % size.Y, i / (size.X * size.Y))), (double)image.Array[i]));
    }
}
