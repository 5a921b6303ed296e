using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Preprocessing;

/// <summary>Golden values of bench/peers/nnunet_golden.py: scipy and scikit-image, as nnU-Net uses them.</summary>
public sealed class NnUnetPreparationTests
{
    private static readonly Normalization Ct = new Normalization.FixedWindow(-200, 500, 30, 60);

    [Fact]
    public void A_scan_of_similar_spacings_goes_through_a_cubic_spline() => Check(
        (9, 14, 16), [2, 1, 1], Rule([1.5, 1.3, 0.8]), Ct, (11, 9, 16), (3722.37, 27224.8),
        [-2.99819, -1.66166, -0.228235, 7.83333, 0.74527, 7.83333, 5.27968, 5.11853, -1.05884, 2.08818, 7.03839, 6.92329, -0.545636, 2.01854, -2.58253, -3.83333, 1.18161]);

    [Fact]
    public void Coarse_slices_are_resampled_by_themselves_and_normalised_inside_the_outline() => Check(
        (9, 14, 16), [4, 1, 1], Rule([3.0, 0.7, 1.2]) with { MaskedChannels = [true] }, new Normalization.ZScore(), (11, 17, 11), (10.0991, 1422.3),
        [-1.38699, 0.425246, -0.395984, 0.989614, 0.252643, 1.07357, 1.34045, -0.163994, -0.550114, -0.234683, -0.146491]);

    [Fact]
    public void Only_the_coarse_axis_may_change() => Check(
        (9, 14, 16), [4, 1, 1], Rule([1.0, 1.0, 1.0]), new Normalization.ZScore(), (32, 12, 13), (0, 4992),
        [-1.42865, 0.505369, -1.46381, 1.13832, 1.27897, -0.655041, -1.00668, 0.294385, -0.901188, -0.549549, -1.14734, 0.681188, -1.35832, 0.9625]);

    [Fact]
    public void Axes_are_rearranged_first() => Check(
        (16, 14, 9), [1, 1, 5], Rule([4.0, 0.9, 1.1]) with { AxisOrder = [2, 0, 1] }, new Normalization.UnitRange(), (8, 17, 11), (731.374, 450.253),
        [0.0988805, 0.622719, 0.698618, 0.155875, 0.60959, 0.320955, 0.809071, 0.297715, 0.590757, 0.300494, 0.182953, 0.458357, 0.506992, 0.834181, 0.968707, 0.315654]);

    [Fact]
    public void A_planar_configuration_keeps_the_distance_of_the_slices() => Check(
        (9, 14, 16), [4, 1, 1], Rule([0.8, 0.7]), new Normalization.ZScore(), (8, 15, 19), (1.469, 1746.48),
        [-1.67479, -0.880322, -0.168181, 0.506262, -0.932907, -0.927706, -1.25299, 0.131997, 0.97634, 0.847152, -0.497985, 0.509005, 0.378197, 1.45267, 1.16997]);

    [Fact]
    public void An_empty_scan_is_left_whole()
    {
        Grid grid = Grid.Of(new Size3(6, 5, 4), new Spacing(1, 1, 1));
        PreparedScan prepared = new Preprocessor(Plan(Rule([1.0, 1.0, 1.0]), new Normalization.ZScore())).Prepare(new Volume<float>(grid));
        Assert.Equal(grid.Size, prepared.Grid.Size);
        Assert.All(prepared.Voxels, value => Assert.Equal(0, value));
    }

    private static NnUnetConventions Rule(double[] spacing) => new() { Spacing = spacing };

    private static SegmentationPlan Plan(NnUnetConventions rule, Normalization normalization) => TestPlans.Of(new Size3(8, 8, 8)) with
    {
        NnUnet = rule.MaskedChannels.Count > 0 ? rule : rule with { MaskedChannels = [false] }, Normalizations = [normalization],
    };

    private static void Check(
        (int Z, int Y, int X) shape, double[] spacing, NnUnetConventions rule, Normalization normalization, (int Z, int Y, int X) expected,
        (double Sum, double Squares) sums, double[] every97th)
    {
        PreparedScan prepared = new Preprocessor(Plan(rule, normalization)).Prepare(Scan(shape, spacing));
        Assert.Equal(new Size3(expected.X, expected.Y, expected.Z), prepared.Grid.Size);
        Assert.Equal(sums.Sum, prepared.Voxels.Sum(value => (double)value), Math.Max(1e-3, Math.Abs(sums.Sum) * 1e-5));
        Assert.Equal(sums.Squares, prepared.Voxels.Sum(value => (double)value * value), sums.Squares * 1e-5);
        for (int i = 0; i < every97th.Length; i++)
        {
            Assert.Equal(every97th[i], prepared.Voxels[97 * i], 2e-5 * Math.Max(1, Math.Abs(every97th[i])));
        }
    }

    private static Volume<float> Scan((int Z, int Y, int X) shape, double[] spacing)
    {
        var scan = new Volume<float>(Grid.Of(new Size3(shape.X, shape.Y, shape.Z), new Spacing(spacing[2], spacing[1], spacing[0])));
        for (int z = 1; z < shape.Z; z++)
        {
            for (int y = 2; y < shape.Y; y++)
            {
                for (int x = 0; x < shape.X - 3; x++)
                {
                    bool isHole = y is 5 or 6 && x is >= 5 and <= 7;
                    scan[x, y, z] = isHole ? 0 : ((x * 73) + (y * 151) + (z * 211) + (x * y * 7)) % 101 * 10 - 300;
                }
            }
        }

        return scan;
    }
}
