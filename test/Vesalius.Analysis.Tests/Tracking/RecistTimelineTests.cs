using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Tests.Tracking;

public sealed class RecistTimelineTests
{
    private static readonly Grid Field = new(new Size3(90, 60, 40), Affine.FromSpacing(new Spacing(1, 1, 1.5)));

    [Fact]
    public void Targets_that_grew_together_have_one_diameter()
    {
        RecistTimeline recist = Track("liver", [(30, 30, 7), (52, 30, 6)], [(30, 30, 12), (52, 30, 11)]);
        Assert.IsType<TargetReading.MergedInto>(recist.Visits[1].Targets["2"]);
        Assert.Equal(recist.Assessments[1].Sum, recist.Visits[1].Targets["1"].Millimetres);
        Assert.Equal(2, recist.Targets.Count);
    }

    [Fact]
    public void Fragments_of_a_target_are_added()
    {
        RecistTimeline recist = Track("liver", [(30, 30, 12), (52, 30, 11)], [(30, 30, 7), (52, 30, 6)]);
        Assert.Equal(2, Assert.IsType<TargetReading.Measured>(recist.Visits[1].Targets["1"]).Fragments.Count);
        Assert.Equal(NewLesionStatus.None, recist.Visits[1].NewLesions);
    }

    [Fact]
    public void A_small_new_lesion_is_only_a_possible_one()
    {
        Assert.Equal(NewLesionStatus.Equivocal, Track("liver", [(30, 30, 7)], [(30, 30, 7), (70, 30, 1)]).Visits[1].NewLesions);
        Assert.Equal(ResponseCategory.Progressive, Track("liver", [(30, 30, 7)], [(30, 30, 7), (70, 30, 4)]).Assessments[1].Overall);
    }

    [Fact]
    public void Nodes_are_measured_by_their_short_axis_and_are_normal_below_ten_millimetres()
    {
        RecistTimeline recist = Track("lymph node", [(30, 30, 9), (70, 30, 6)], [(30, 30, 4)]);
        Assert.Single(recist.Targets);
        Assert.Single(recist.NonTargets);
        Assert.Equal(ResponseCategory.Complete, recist.Assessments[1].Overall);
    }

    [Fact]
    public void The_third_lesion_of_an_organ_is_watched_and_not_measured()
    {
        RecistTimeline recist = Track("liver", [(15, 30, 8), (40, 30, 7), (70, 30, 6)], [(15, 30, 8), (40, 30, 7), (70, 30, 8)]);
        Assert.Equal([1, 2], recist.Targets.Select(track => track.Id));
        Assert.Equal(NonTargetStatus.UnequivocalProgression, recist.Visits[1].NonTargets);
    }

    private static RecistTimeline Track(string name, params (int X, int Y, int RadiusMm)[][] visits) => TimelineResponse.Recist(Timeline.Of(
        [.. visits.Select((balls, i) => new TrackingVisit($"{i}", Balls(name, balls)))]));

    private static LabelMap Balls(string name, (int X, int Y, int RadiusMm)[] balls)
    {
        var labels = new Volume<ushort>(Field);
        for (int i = 0; i < labels.Array.Length; i++)
        {
            WorldPoint at = Field.ToWorld(new VoxelPoint(i % 90, i / 90 % 60, i / 90 / 60));
            labels.Array[i] = balls.Any(ball => at.DistanceTo(new WorldPoint(ball.X, ball.Y, 30)) <= ball.RadiusMm) ? (ushort)1 : (ushort)0;
        }

        return new LabelMap(labels, LabelTable.Named([KeyValuePair.Create(1, name)]));
    }
}
