using Vesalius.Imaging.Phantoms;
using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Tests.Registration;

public sealed class SimilarityTests
{
    private static readonly Volume<float> Scan = BlockMean.Of(
        AbdomenPhantom.Draw(31, new PhantomOptions { PixelSpacingMm = new(4, 4), SliceSpacingMm = new(5, 5) }).Baseline.Scan, 4);

    [Theory]
    [InlineData(RegistrationKind.Rigid, true)]
    [InlineData(RegistrationKind.Affine, true)]
    [InlineData(RegistrationKind.Rigid, false)]
    [InlineData(RegistrationKind.Affine, false)]
    public void Slopes_are_those_of_small_differences(RegistrationKind kind, bool byInformation)
    {
        WorldPoint[] points = SamplePoints.Of(Scan, null, 20_000, 3);
        var space = new MotionSpace(kind, points);
        var compared = new ComparedPoints(points, Scan, Scan, null);
        ISimilarity similarity = byInformation ? new LinearSimilarity(compared, space, new MutualInformation(compared, (-1000, 400), 32))
            : new LinearSimilarity(compared, space, new Correlation(compared));
        WorldTransform at = WorldTransform.Rotation(new WorldVector(0.03, -0.02, 0.04), space.Centre)
            .Then(WorldTransform.Shift(new WorldVector(2.2, -1.3, 1.6)));
        double[] slope = similarity.At(at).Slope;
        double largest = slope.Max(Math.Abs);
        const double Step = 0.01;
        for (int k = 0; k < space.Count; k++)
        {
            double Value(double step)
            {
                var motion = new double[space.Count];
                motion[k] = step;
                return similarity.At(space.Moved(at, motion)).Value;
            }

            // Points that leave or enter the scan make the value jump a little, which the slope does not know.
            Assert.Equal((Value(Step) - Value(-Step)) / (2 * Step), slope[k], 0.08 * largest);
        }
    }

    [Fact]
    public void A_scan_is_most_like_itself_in_place()
    {
        WorldPoint[] points = SamplePoints.Of(Scan, null, 5000, 3);
        var space = new MotionSpace(RegistrationKind.Rigid, points);
        var compared = new ComparedPoints(points, Scan, Scan, null);
        var correlation = new LinearSimilarity(compared, space, new Correlation(compared));
        Assert.Equal(1, correlation.At(WorldTransform.Identity).Value, 1e-9);
        Assert.InRange(correlation.At(WorldTransform.Shift(new WorldVector(3, 0, 0))).Value, 0, 0.999);
    }

    [Fact]
    public void Block_means_keep_the_mean_and_the_place_of_a_ramp()
    {
        var scan = new Volume<float>(Grid.Of(new Size3(48, 36, 24), new Spacing(1, 1, 2)));
        for (int i = 0; i < scan.Array.Length; i++)
        {
            scan.Array[i] = i % 48;
        }

        Volume<float> coarse = BlockMean.Of(scan, 2);
        Assert.Equal(new Size3(24, 18, 24), coarse.Size);
        Assert.Equal(coarse.Grid.ToWorld(new VoxelPoint(5, 0, 0)).X, coarse[5, 3, 2], 1e-4);
    }
}
