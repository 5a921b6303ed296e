using Vesalius.Analysis.Tracking.Scans;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Tracking;

/// <summary>A brain of three tissues with noise, seen twice: by another scanner, under other lighting, with lesions that come and go.</summary>
public sealed class ScanChangeTests
{
    private static readonly Grid Field = Grid.Of(new Size3(64, 64, 32), new Spacing(1, 1, 2));

    private static readonly WorldPoint Middle = new(32, 32, 32), Left = new(20, 30, 32), Right = new(44, 34, 34), Low = new(32, 20, 22);

    [Fact]
    public void Lesions_that_came_or_went_are_found_and_one_that_stayed_is_not()
    {
        ScanChange change = ScanChange.Between(Scan(1, Left, Low), Scan(2, Right, Low), Brain());
        Assert.Equal(2, change.Places.Count);
        ChangedPlace came = change.Places.Single(place => place.IsBrighter), went = change.Places.Single(place => !place.IsBrighter);
        Assert.InRange(came.Centroid.DistanceTo(Right), 0, 1);
        Assert.InRange(went.Centroid.DistanceTo(Left), 0, 1);
        Assert.True(came.PeakSd > 3 && went.PeakSd < -3);
        Assert.Equal(came.VolumeMm3, 2.0 * change.Labels.Voxels.Array.Count(label => label == 1), 1e-9);
    }

    [Fact]
    public void Another_contrast_under_other_lighting_is_no_change()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Volume<float> later = Scan(50 + seed, Low);
            for (int i = 0; i < later.Array.Length; i++)
            {
                double lighting = 1 + 0.3 * Math.Sin(i % 64 / 25.0);
                later.Array[i] = (float)(3 * lighting * Math.Pow(later.Array[i], 1.4));
            }

            Assert.Empty(ScanChange.Between(Scan(seed, Low), later, Brain()).Places);
        }
    }

    [Fact]
    public void Under_another_contrast_changes_are_found_all_the_same()
    {
        Volume<float> later = Scan(4, Right, Low).Map(value => MathF.Pow(value, 1.4f));
        ChangedPlace place = Assert.Single(ScanChange.Between(Scan(3, Low), later, Brain()).Places);
        Assert.True(place.IsBrighter);
        Assert.InRange(place.Centroid.DistanceTo(Right), 0, 1);
    }

    [Fact]
    public void A_scan_compared_with_itself_or_one_without_any_contrast_shows_nothing()
    {
        Volume<float> scan = Scan(5, Left);
        Assert.Empty(ScanChange.Between(scan, scan, Brain()).Places);
        Assert.Empty(ScanChange.Between(new Volume<float>(Field), new Volume<float>(Field), Brain()).Places);
    }

    [Fact]
    public void What_the_later_scan_does_not_cover_is_not_compared()
    {
        Volume<float> later = Scan(7, Right);
        for (int z = 15; z < 32; z++)
        {
            later.Slice(z).Fill(float.NaN);
        }

        ScanChange change = ScanChange.Between(Scan(6, Low), later, Brain());
        ChangedPlace place = Assert.Single(change.Places);
        Assert.False(place.IsBrighter);
        Assert.All(change.Score.Slice(15).ToArray(), score => Assert.Equal(0, score));
        Assert.All(change.Score.Array, score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void Another_grid_and_a_mask_without_depth_are_refused_in_words()
    {
        var other = new Volume<float>(Grid.Of(new Size3(64, 64, 31), new Spacing(1, 1, 2)));
        Assert.Throws<GridMismatchException>(() => ScanChange.Between(Scan(1), other, Brain()));
        var thin = new Volume<bool>(Field);
        thin[30, 30, 15] = true;
        var error = Assert.Throws<ArgumentException>(() => ScanChange.Between(Scan(1), Scan(2), thin));
        Assert.Contains("mask of the whole brain", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Grey matter around white matter around liquor; lesions are bright balls of 4 mm.</summary>
    private static Volume<float> Scan(int seed, params WorldPoint[] lesions)
    {
        var random = new Random(seed);
        var scan = new Volume<float>(Field);
        for (int i = 0; i < scan.Array.Length; i++)
        {
            WorldPoint at = Field.ToWorld(new VoxelPoint(i % 64, i / 64 % 64, i / 4096));
            double depth = at.DistanceTo(Middle);
            double tissue = lesions.Any(lesion => at.DistanceTo(lesion) <= 4) ? 240 : depth > 29 ? 10 : depth > 22 ? 140 : depth < 5 ? 40 : 110;
            double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            scan.Array[i] = (float)Math.Max(0, tissue + 6 * noise);
        }

        return scan;
    }

    private static Volume<bool> Brain()
    {
        var brain = new Volume<bool>(Field);
        for (int i = 0; i < brain.Array.Length; i++)
        {
            brain.Array[i] = Field.ToWorld(new VoxelPoint(i % 64, i / 64 % 64, i / 4096)).DistanceTo(Middle) <= 29;
        }

        return brain;
    }
}
