using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Analysis.Tests.Tracking;

public sealed class OtherCriteriaTests
{
    [Theory]
    [InlineData("eight lesions leave five targets", 5, "liver:50 lung:40 bone:30 brain:30 spleen:25 skin:20 adrenal:20 pancreas:15")]
    [InlineData("two per organ", 3, "liver:50 liver:40 liver:30 lung:20")]
    [InlineData("both kidneys are one organ", 2, "left_kidney:50 right_kidney:40 kidney:30")]
    [InlineData("10 mm is measurable", 1, "liver:10 lung:9.9")]
    [InlineData("all nodes are one organ", 2, "neck:30:N groin:20:N axilla:18:N")]
    [InlineData("a node of 15 mm is measurable", 1, "neck:15:N groin:14.9:N")]
    public void Targets_are_the_largest_measurable_lesions(string rule, int expected, string lesions)
    {
        IReadOnlyList<TargetCandidate> targets = new TargetSelection().Targets(Candidates(lesions));
        Assert.True(expected == targets.Count, rule);
        Assert.Equal(targets.OrderByDescending(target => target.LengthMm), targets);
    }

    [Fact]
    public void Thick_slices_need_longer_lesions()
    {
        var selection = new TargetSelection { SliceThicknessMm = 8 };
        Assert.Equal(["0"], selection.Targets(Candidates("liver:16 lung:15.9")).Select(target => target.Id));
        Assert.Equal(20, new TargetSelection { IsChestFilm = true }.MeasurableFromMm);
    }

    [Fact]
    public void Nodes_between_ten_and_fifteen_millimetres_are_watched_and_smaller_ones_are_normal() =>
        Assert.Equal(["0", "1"], new TargetSelection().NonTargets(Candidates("neck:10:N groin:14.9:N axilla:9.9:N"))
            .Select(node => node.Id));

    [Theory]
    [InlineData(100, 100, 50, ResponseCategory.Partial)]
    [InlineData(100, 100, 50.1, ResponseCategory.Stable)]
    [InlineData(100, 100, 0, ResponseCategory.Complete)]
    [InlineData(100, 40, 50, ResponseCategory.Progressive)]
    [InlineData(100, 40, 49.9, ResponseCategory.Partial)]
    [InlineData(100, 100, 125, ResponseCategory.Progressive)]
    [InlineData(100, 100, 124.9, ResponseCategory.Stable)]
    public void Products_of_diameters_follow_rano(decimal baseline, decimal nadir, decimal sum, ResponseCategory expected) =>
        Assert.Equal(expected, Rano.Assess([Sum(baseline), Sum(nadir), Sum(sum)])[2].Overall);

    [Theory]
    [InlineData(75, ResponseCategory.Minor)]
    [InlineData(75.1, ResponseCategory.Stable)]
    [InlineData(50, ResponseCategory.Partial)]
    [InlineData(50.1, ResponseCategory.Minor)]
    public void Low_grade_glioma_knows_a_minor_response(decimal sum, ResponseCategory expected) =>
        Assert.Equal(expected, Rano.Assess([Sum(100), Sum(sum)], ResponseThresholds.RanoLowGrade)[1].Overall);

    [Fact]
    public void Rano_looks_beyond_sizes()
    {
        ResponseCategory Of(RanoVisit visit, decimal steroids = 4) =>
            Rano.Assess([Sum(100) with { SteroidDose = steroids }, visit])[1].Overall;
        Assert.Equal(ResponseCategory.Progressive, Of(Sum(40) with { HasNewLesion = true }));
        Assert.Equal(ResponseCategory.Progressive, Of(Sum(40) with { Flair = 1 }));
        Assert.Equal(ResponseCategory.Progressive, Of(Sum(40) with { Clinical = -1 }));
        Assert.Equal(ResponseCategory.Partial, Of(Sum(40) with { SteroidDose = 4 }));
        Assert.Equal(ResponseCategory.Stable, Of(Sum(40) with { SteroidDose = 8 }));
        Assert.Equal(ResponseCategory.Partial, Of(Sum(0) with { SteroidDose = 2 }));
        Assert.Equal(ResponseCategory.Partial, Of(Sum(0) with { HasNonMeasurableDisease = true }));
        Assert.Equal(ResponseCategory.Complete, Of(Sum(0)));
        Assert.Equal(ResponseCategory.NotEvaluable, Of(new RanoVisit { Sum = null }));
    }

    [Theory]
    [InlineData("100 35", "PR")]
    [InlineData("100 35.1", "SD")]
    [InlineData("100 140", "PD")]
    [InlineData("100 139.9", "SD")]
    [InlineData("100 50 70", "SD PD")]
    [InlineData("100 50 69.9", "SD SD")]
    [InlineData("100 - 0", "NE CR")]
    public void Volumes_follow_rano_2(string volumes, string expected)
    {
        decimal?[] all = [.. volumes.Split(' ').Select(word => word == "-" ? (decimal?)null : decimal.Parse(word))];
        Assert.Equal(expected, string.Join(' ', VolumetricResponse.Assess(all).Skip(1).Select(RecistCase.Name)));
    }

    [Fact]
    public void Recist_carried_over_to_volumes_agrees_with_recist_for_balls()
    {
        for (decimal scale = 0.5m; scale <= 1.5m; scale += 0.01m)
        {
            ResponseCategory byVolume = VolumetricResponse.Assess([1, scale * scale * scale], ResponseThresholds.RecistAsVolume)[1];
            Assert.Equal(ResponseThresholds.Recist.Of(100 * scale, 100, 100), byVolume);
        }
    }

    private static RanoVisit Sum(decimal sum) => new() { Sum = sum };

    private static IEnumerable<TargetCandidate> Candidates(string text) => text.Split(' ').Select((word, i) =>
    {
        string[] parts = word.Split(':');
        decimal length = decimal.Parse(parts[1]);
        return new TargetCandidate($"{i}", parts[0], length + (parts.Length > 2 ? 5 : 0), length) { IsNode = parts.Length > 2 };
    });
}
