using CsCheck;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking;
using Vesalius.Imaging;
using Vesalius.Imaging.Registration;

namespace Vesalius.Analysis.Tests.Tracking;

/// <summary>Cases one can check with a pencil: balls at known places.</summary>
public sealed class TimelineTests
{
    private static readonly Grid Field = new(new Size3(90, 70, 40), Affine.FromSpacing(new Spacing(1, 1, 1.5)));

    [Fact]
    public void A_ball_that_stays_grows_vanishes_and_comes_is_told_so()
    {
        Timeline timeline = Track([(20, 20, 6), (70, 50, 5)], [(20, 20, 8), (45, 50, 4)]);
        Assert.Equal(["Baseline Persisting", "Baseline Gone", "NotYet New"], States(timeline));
    }

    [Fact]
    public void Two_balls_that_meet_have_merged_and_one_that_parts_has_split()
    {
        (int, int, int)[] apart = [(30, 30, 6), (48, 30, 5)], together = [(30, 30, 11), (48, 30, 10)];
        Assert.Equal(["Baseline Persisting", "Baseline Merged"], States(Track(apart, together)));
        Assert.Equal(["Baseline Persisting", "NotYet SplitOff"], States(Track(together, apart)));
        Assert.Equal(1, Track(apart, together).Tracks[1].Points[1].OtherTrack);
    }

    [Fact]
    public void A_ball_that_comes_back_where_it_was_is_the_same_lesion() =>
        Assert.Equal(["Baseline Gone Reappeared"], States(Track([(20, 20, 6)], [], [(21, 20, 5)])));

    [Fact]
    public void A_new_ball_beside_an_old_one_is_new_though_it_lies_within_the_tolerance() =>
        Assert.Equal(["Baseline Persisting", "NotYet New"], States(Track([(30, 30, 8)], [(30, 30, 8), (44, 30, 4)])));

    [Fact]
    public void Lesions_of_different_labels_are_never_the_same()
    {
        LabelTable Named(string name) => LabelTable.Named([KeyValuePair.Create(1, name)]);
        Volume<ushort> ball = Balls((20, 20, 6));
        Timeline timeline = Timeline.Of([new("a", new LabelMap(ball, Named("node"))), new("b", new LabelMap(ball, Named("lesion")))]);
        Assert.Equal(["Baseline Gone", "NotYet New"], States(timeline));
    }

    [Fact]
    public void A_moved_visit_is_matched_through_its_transform_and_measured_as_it_is()
    {
        var turn = WorldTransform.Rotation(new WorldVector(0, 0, 0.5), new WorldPoint(45, 35, 30));
        Volume<ushort> before = Balls((20, 20, 6), (70, 50, 5));
        Volume<ushort> after = before.On(turn.Apply(before.Grid));
        LabelTable table = LabelTable.Unnamed([1]);
        Timeline Of(WorldTransform map) =>
            Timeline.Of([new("a", new LabelMap(before, table)), new("b", new LabelMap(after, table)) { ToCommon = map }]);
        Assert.Equal(["Baseline Persisting", "Baseline Persisting"], States(Of(turn.Inverse())));
        Assert.Contains("Baseline Gone", States(Of(WorldTransform.Identity)));
        Assert.Equal(0, Of(turn.Inverse()).Change(Of(turn.Inverse()).Tracks[0], 0, 1)!.VolumeMl, 1e-9);
    }

    [Fact]
    public void Corrections_join_part_merge_and_split()
    {
        (int, int, int)[] before = [(20, 20, 6), (70, 50, 5)], after = [(20, 20, 7), (45, 50, 4)];
        Assert.Equal(["Baseline Persisting", "Baseline Persisting"], States(Track(Same((70, 50), (45, 50)), before, after)));
        Assert.Equal(["Baseline Gone", "Baseline Gone", "NotYet New", "NotYet New"],
            States(Track(Different((20, 20), (20, 20)), before, after)));
        Assert.Equal(["Baseline Merged", "Baseline Persisting", "NotYet New"], States(Track(Same((70, 50), (20, 20)), before, after))
            .Order());
        Assert.Equal(["Baseline Gone", "Baseline Persisting", "NotYet SplitOff"], States(Track(Same((20, 20), (45, 50)), before, after))
            .Order());
    }

    [Fact]
    public void Corrections_come_back_from_their_file_and_unknown_members_are_refused()
    {
        TrackingCorrections corrections = Same((70, 50), (45, 50));
        TrackingCorrections read = TrackingCorrections.Parse(corrections.ToJson());
        Assert.Equal(corrections.Same[0].To.At, read.Same[0].To.At);
        Assert.Contains("\"same\"", Assert.Throws<FormatException>(() => TrackingCorrections.Parse("{\"equal\":[]}")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_of_what_is_not_there_is_refused_in_words()
    {
        var error = Assert.Throws<ArgumentException>(() => Track(Same((5, 60), (45, 50)), [(20, 20, 6)], [(45, 50, 4)]));
        Assert.Contains("within 20 mm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubling_time_follows_its_formula_and_a_shrinking_lesion_has_a_negative_one()
    {
        LesionChange grown = LesionChange.Between(Sphere(1), Sphere(2), 90)!, shrunk = LesionChange.Between(Sphere(2), Sphere(1), 90)!;
        Assert.Equal(90, grown.DoublingDays, 1e-9);
        Assert.Equal(-90, shrunk.DoublingDays, 1e-9);
        Assert.InRange(grown.FastestDoublingDays, 1, 90);
        Assert.InRange(grown.SlowestDoublingDays, 90, double.PositiveInfinity);
        Assert.Equal(double.PositiveInfinity, shrunk.SlowestDoublingDays);
        Assert.Equal(double.PositiveInfinity, LesionChange.Between(Sphere(1), Sphere(1), 90)!.DoublingDays);
        Assert.Equal(double.NaN, LesionChange.Between(Sphere(1), null, 90)!.DoublingDays);
        Assert.Equal(-1, LesionChange.Between(Sphere(1), null, 90)!.Fraction);
    }

    [Fact]
    public void A_shrinking_lesion_halves_within_the_range_in_which_it_would_double_were_time_turned_round() =>
        Gen.Select(Gen.Double[0.2, 9], Gen.Double[0.2, 9], Gen.Int[1, 900]).Sample((one, other, days) =>
        {
            LesionChange there = LesionChange.Between(Sphere(one), Sphere(other), days)!;
            LesionChange back = LesionChange.Between(Sphere(other), Sphere(one), days)!;
            Assert.Equal(there.DoublingDays, back.HalvingDays, 1e-6 * Math.Abs(there.DoublingDays));
            Assert.Equal(there.FastestDoublingDays, back.FastestHalvingDays, 1e-6 * there.FastestDoublingDays);
            Assert.Equal(there.SlowestDoublingDays, back.SlowestHalvingDays, 1e-6 * there.SlowestDoublingDays);
        });

    [Fact]
    public void The_range_of_a_halving_time_holds_the_true_one_in_95_of_100_measurements()
    {
        // 4 ml that halve every 80 days, seen after 160 days, measured with the error that each measurement claims to have.
        var random = new Random(11);
        double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        int held = 0;
        const int Times = 400;
        for (int i = 0; i < Times; i++)
        {
            double Measured(double truth) => truth + LesionChange.VolumeSdMl(Sphere(truth)) * Gauss();
            LesionChange change = LesionChange.Between(Sphere(Measured(4)), Sphere(Measured(1)), 160)!;
            held += change.FastestHalvingDays <= 80 && change.SlowestHalvingDays >= 80 ? 1 : 0;
        }

        Assert.InRange(held / (double)Times, 0.92, 0.98);
    }

    [Fact]
    public void A_change_within_noise_has_no_slowest_time_in_either_direction()
    {
        LesionChange change = LesionChange.Between(Sphere(1), Sphere(0.99), 30)!;
        Assert.False(change.ExceedsNoise);
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (change.SlowestHalvingDays, change.SlowestDoublingDays));
        Assert.True(change.FastestHalvingDays < change.HalvingDays && double.IsFinite(change.FastestDoublingDays));
        Assert.True(double.IsNaN(LesionChange.Between(Sphere(1), null, 30)!.FastestHalvingDays));
    }

    [Fact]
    public void Noise_explains_the_change_of_a_ball_that_only_moved_on_the_grid()
    {
        int beyond = 0;
        var random = new Random(3);
        for (int i = 0; i < 40; i++)
        {
            RegionMeasurement Ball() =>
                Measurement.Measurement.Of(At(20 + random.NextDouble(), 20 + random.NextDouble(), 20 + random.NextDouble(), 5));
            beyond += LesionChange.Between(Ball(), Ball(), double.NaN, outlineSdVoxels: 0)!.ExceedsNoise ? 1 : 0;
        }

        Assert.InRange(beyond, 0, 4);
        (RegionMeasurement small, RegionMeasurement large) =
            (Measurement.Measurement.Of(At(20, 20, 20, 5)), Measurement.Measurement.Of(At(20, 20, 20, 7)));
        Assert.True(LesionChange.Between(small, large, 30)!.ExceedsNoise);
    }

    [Fact]
    public void Assignments_cost_as_little_as_the_best_of_all() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 999]).Sample((rows, columns, seed) =>
        {
            var random = new Random(seed);
            var costs = new double[rows, columns];
            for (int i = 0; i < rows * columns; i++)
            {
                costs[i / columns, i % columns] = random.Next(4) == 0 ? double.PositiveInfinity : random.NextDouble() * 4;
            }

            int[] found = Assignment.Of(costs, 1.5);
            double paid = found.Index().Sum(pair => pair.Item < 0 ? 1.5 : costs[pair.Index, pair.Item])
                + 1.5 * (columns - found.Count(j => j >= 0));
            Assert.Equal(Least(costs, 0, []), paid, 1e-9);
        });

    private static double Least(double[,] costs, int row, int[] taken)
    {
        if (row == costs.GetLength(0))
        {
            return 1.5 * (costs.GetLength(1) - taken.Length);
        }

        double best = 1.5 + Least(costs, row + 1, taken);
        for (int column = 0; column < costs.GetLength(1); column++)
        {
            best = taken.Contains(column) ? best : Math.Min(best, costs[row, column] + Least(costs, row + 1, [.. taken, column]));
        }

        return best;
    }

    private static Timeline Track(params (int X, int Y, int RadiusMm)[][] visits) => Track(TrackingCorrections.None, visits);

    private static Timeline Track(TrackingCorrections corrections, params (int X, int Y, int RadiusMm)[][] visits) => Timeline.Of(
        [.. visits.Select((balls, i) => new TrackingVisit($"{i}", new LabelMap(Balls(balls), LabelTable.Unnamed([1]))))],
            corrections: corrections);

    private static string[] States(Timeline timeline) =>
        [.. timeline.Tracks.Select(track => string.Join(' ', track.Points.Select(point => point.State)))];

    private static TrackingCorrections Same((int X, int Y) from, (int X, int Y) to) => new() { Same = [Pair(from, to)] };

    private static TrackingCorrections Different((int X, int Y) from, (int X, int Y) to) => new() { Different = [Pair(from, to)] };

    private static LesionPair Pair((int X, int Y) from, (int X, int Y) to) =>
        new(new LesionPlace("0", [from.X, from.Y, 30]), new LesionPlace("1", [to.X, to.Y, 30]));

    private static Volume<ushort> Balls(params (int X, int Y, int RadiusMm)[] balls)
    {
        var labels = new Volume<ushort>(Field);
        for (int i = 0; i < labels.Array.Length; i++)
        {
            WorldPoint at = Field.ToWorld(new VoxelPoint(i % 90, i / 90 % 70, i / 90 / 70));
            labels.Array[i] = balls.Any(ball => at.DistanceTo(new WorldPoint(ball.X, ball.Y, 30)) <= ball.RadiusMm) ? (ushort)1 : (ushort)0;
        }

        return labels;
    }

    private static Volume<bool> At(double x, double y, double z, double radius)
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(40, 40, 40), new Spacing(1, 1, 1)));
        for (int i = 0; i < mask.Array.Length; i++)
        {
            mask.Array[i] = new WorldPoint(i % 40, i / 40 % 40, i / 1600).DistanceTo(new WorldPoint(x, y, z)) <= radius;
        }

        return mask;
    }

    private static RegionMeasurement Sphere(double volumeMl) => Measurement.Measurement.Of(At(20, 20, 20, 6)) with { VolumeMl = volumeMl };
}
