using CsCheck;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class CalibrationComparisonTests
{
    private static readonly CalibrationOptions Everywhere = new() { MarginMm = double.PositiveInfinity };

    [Fact]
    public void Ten_voxels_have_the_errors_one_finds_with_a_pencil()
    {
        // Five voxels said 0.2 of which one is inside: right. Five said 0.9 of which three are inside: 0.3 too sure.
        CalibrationScores scores = Judge("#....###..", [.. Enumerable.Repeat(0.2f, 5), .. Enumerable.Repeat(0.9f, 5)], Everywhere);
        Assert.Equal(10, scores.Voxels);
        Assert.Equal(0.15, scores.ExpectedError, 7);
        Assert.Equal(0.3, scores.MaximumError, 7);
        Assert.Equal(((0.64 + (4 * 0.04)) + ((3 * 0.01) + (2 * 0.81))) / 10, scores.Brier, 7);
        Assert.Equal(-(Math.Log(0.2) + (4 * Math.Log(0.8)) + (3 * Math.Log(0.9)) + (2 * Math.Log(0.1))) / 10, scores.NegativeLogLikelihood, 6);
        Assert.Equal((0.2, 0.6), (scores.Bins[1].Fraction, scores.Bins[8].Fraction));
    }

    [Fact]
    public void An_interval_holds_its_upper_end_and_the_first_one_also_zero()
    {
        CalibrationScores scores = Judge("....", [0, 0.5f, 0.51f, 1], Everywhere with { Bins = 2 });
        Assert.Equal([2L, 2L], scores.Bins.Select(bin => bin.Voxels));
    }

    [Fact]
    public void Only_voxels_near_the_structure_are_judged()
    {
        float[] probabilities = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
        Assert.Equal(10, Judge(".....#....", probabilities, Everywhere).Voxels);
        Assert.Equal(5, Judge(".....#....", probabilities, new CalibrationOptions { MarginMm = 2 }).Voxels);
        Assert.Equal(0, Judge("..........", new float[10], new CalibrationOptions { MarginMm = 2 }).Voxels);
        Assert.True(double.IsNaN(Judge("..........", new float[10], new CalibrationOptions { MarginMm = 2 }).ExpectedError));
    }

    [Fact]
    public void The_truth_itself_is_perfectly_calibrated() => Gen.Bool.Array[1, 50].Sample(truth =>
    {
        CalibrationScores scores = Judge(string.Concat(truth.Select(inside => inside ? '#' : '.')), [.. truth.Select(inside => inside ? 1f : 0f)], Everywhere);
        Assert.Equal((0, 0, 0), (scores.ExpectedError, scores.Brier, scores.MaximumError));
        Assert.InRange(scores.NegativeLogLikelihood, 0, 2e-7);
    });

    [Theory]
    [InlineData(1.01f)]
    [InlineData(-0.5f)]
    [InlineData(float.NaN)]
    public void What_is_no_probability_is_refused(float value) =>
        Assert.Contains("voxel 1", Assert.Throws<ArgumentException>(() => Judge("#.", [0.5f, value], Everywhere)).Message, StringComparison.Ordinal);

    private static CalibrationScores Judge(string row, float[] probabilities, CalibrationOptions options)
    {
        Volume<bool> reference = DrawnMasks.Planar(row);
        return CalibrationComparison.Of(reference, new Volume<float>(reference.Grid, probabilities), options, TestContext.Current.CancellationToken);
    }
}
