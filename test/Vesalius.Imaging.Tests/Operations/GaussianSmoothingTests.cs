using CsCheck;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Operations;

public sealed class GaussianSmoothingTests
{
    [Fact]
    public void Smoothing_a_constant_gives_the_constant() => Gen.Select(Gen.Float[-1000, 1000], Gen.Double[0, 9]).Sample((value, sd) =>
    {
        var image = new Volume<float>(Grid.Of(new Size3(7, 5, 4), new Spacing(0.7, 1, 3)));
        image.Voxels.Fill(value);
        Assert.All(GaussianSmoothing.Of(image, sd).Array, smooth => Assert.Equal(value, smooth, 1e-4 * Math.Abs(value) + 1e-6));
    });

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.7, 1, 1.5)]
    public void A_point_becomes_a_Gaussian_of_the_given_width_in_mm_along_each_axis(double x, double y, double z)
    {
        const double Sd = 2;
        var image = new Volume<float>(Grid.Of(new Size3(41, 31, 25), new Spacing(x, y, z)));
        image[20, 15, 12] = 1;
        Volume<float> smooth = GaussianSmoothing.Of(image, Sd);
        double sum = 0;
        double[] moments = new double[3];
        for (int i = 0; i < smooth.Array.Length; i++)
        {
            double[] off = [(i % 41 - 20) * x, (i / 41 % 31 - 15) * y, (i / (41 * 31) - 12) * z];
            sum += smooth.Array[i];
            moments = [.. moments.Zip(off, (moment, mm) => moment + smooth.Array[i] * mm * mm)];
        }

        Assert.Equal(1, sum, 1e-4);
        Assert.All(moments, moment => Assert.Equal(Sd, Math.Sqrt(moment), 0.01 * Sd));
    }

    [Fact]
    public void A_planar_image_is_smoothed_in_its_plane_only_and_a_width_of_zero_changes_nothing()
    {
        var image = new Volume<float>(Grid.Planar(9, 9));
        image[4, 4, 0] = 1;
        Assert.Equal(image.Array, GaussianSmoothing.Of(image, 0).Array);
        Assert.Equal(1, GaussianSmoothing.Of(image, 0.8).Array.Sum(), 1e-5);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_width_that_is_none_is_refused(double sd) => Assert.Throws<ArgumentOutOfRangeException>(
        () => GaussianSmoothing.Of(new Volume<float>(Grid.Planar(3, 3)), sd));
}
