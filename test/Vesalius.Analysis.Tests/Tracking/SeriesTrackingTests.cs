using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;
using Vesalius.Imaging;
using Vesalius.Imaging.Phantoms;
using Vesalius.Imaging.Registration;

namespace Vesalius.Analysis.Tests.Tracking;

/// <summary>
/// Twenty phantom patients, four visits each: lesions grow, shrink, come, go, merge and fall apart, and the patient moves.
/// </summary>
public sealed class SeriesTrackingTests
{
    private static readonly Lazy<(LesionSeries Truth, Timeline Found)[]> Patients = new(() =>
        [.. Enumerable.Range(0, 20).Select(seed => LesionSeriesPhantom.Draw(seed))
            .Select((series, seed) => (series, Track(series, seed)))]);

    [Fact]
    public void States_are_found_in_moved_patients_aligned_to_two_millimetres()
    {
        var expected = new HashSet<string>();
        var found = new HashSet<string>();
        foreach ((int patient, (LesionSeries truth, Timeline timeline)) in Patients.Value.Index())
        {
            expected.UnionWith(TrueStates(truth).Select(state => $"{patient} {state}"));
            found.UnionWith(FoundStates(timeline, truth).Select(state => $"{patient} {state}"));
        }

        int both = expected.Count(found.Contains);
        double f1 = 2.0 * both / (expected.Count + found.Count);
        string wrong = string.Join("; ",
            expected.Except(found).Select(state => "missed " + state)
                .Concat(found.Except(expected).Select(state => "wrong " + state)));
        Assert.True(f1 >= 0.95, $"F1 {f1:0.000} of {expected.Count} states: {wrong}");
        foreach (string kind in (string[])["persisting", "new", "gone", "merged", "split"])
        {
            Assert.InRange(expected.Count(state => state.Contains(kind, StringComparison.Ordinal)), 5, int.MaxValue);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"F1 {f1:0.000} of {expected.Count} states. {wrong}");
    }

    [Fact]
    public void Volume_changes_of_lesions_over_a_millilitre_are_right_to_three_percent()
    {
        var errors = new List<double>();
        foreach ((LesionSeries truth, Timeline timeline) in Patients.Value)
        {
            foreach (LesionTrack track in timeline.Tracks)
            {
                for (int visit = 1; visit < truth.Visits.Count; visit++)
                {
                    if (track.Points[visit - 1].Lesion is { } before && track.Points[visit].Lesion is { } after)
                    {
                        double from = True(truth, before).VolumeMl, to = True(truth, after).VolumeMl;
                        double measured = after.Measurement.VolumeMl - before.Measurement.VolumeMl;
                        errors.AddRange(Math.Max(from, to) > 1 ? [Math.Abs(measured - (to - from)) / Math.Max(from, to)] : []);
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper?
            .WriteLine($"{errors.Count} changes, error {errors.Average():0.0000} on average, {errors.Max():0.0000} at most");
        Assert.InRange(errors.Count, 100, int.MaxValue);
        Assert.InRange(errors.Average(), 0, 0.01);
        Assert.InRange(errors.Max(), 0, 0.03);
    }

    [Fact]
    public void Recist_category_is_right_at_each_visit_of_each_patient_whatever_merges_and_splits()
    {
        var wrong = new List<string>();
        var atBorder = new List<string>();
        foreach ((int patient, (LesionSeries truth, Timeline timeline)) in Patients.Value.Index())
        {
            IReadOnlyList<RecistAssessment> found = TimelineResponse.Recist(timeline).Assessments;
            for (int visit = 1; visit < truth.Visits.Count; visit++)
            {
                // Volumes are right to 3 %: where other disease grew by 73 % within that, voxels cannot tell.
                ResponseCategory expected = TrueCategory(truth, visit);
                bool isAtBorder = TrueCategory(truth, visit, 1.73 / 1.03) != TrueCategory(truth, visit, 1.73 * 1.03);
                string told = $"patient {patient}, visit {visit + 1}: {expected} expected, {found[visit].Overall} came: {found[visit].Reason}";
                (isAtBorder ? atBorder : expected == found[visit].Overall ? [] : wrong).Add(told);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        // How many of the 60 that are is the phantoms' doing, which are always the same.
        Assert.Equal(3, atBorder.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', atBorder));
    }

    [Theory]
    [InlineData(1.0, false, ResponseCategory.Stable)]
    [InlineData(0.80, false, ResponseCategory.Partial)]
    [InlineData(1.15, false, ResponseCategory.Progressive)]
    [InlineData(1.0, true, ResponseCategory.Progressive)]
    public void Recist_category_is_right_at_the_last_visit(double growth, bool hasNew, ResponseCategory scripted)
    {
        var options = new LesionSeriesOptions { GrowthPerVisit = growth, Pairs = new(0, 0), Singles = new(4, 6), HasNewTumours = hasNew };
        int decided = 0;
        for (int seed = 0; seed < 5; seed++)
        {
            LesionSeries series = LesionSeriesPhantom.Draw(500 + seed, options);
            RecistAssessment last = TimelineResponse.Recist(Track(series, seed)).Assessments[^1];
            ResponseCategory expected = TrueCategory(series, series.Visits.Count - 1);
            decided += expected == scripted ? 1 : 0;
            Assert.True(expected == last.Overall, $"seed {seed}: {expected} expected, {last.Overall} came: {last.Reason}");
        }

        Assert.InRange(decided, 3, 5);
    }

    private static Timeline Track(LesionSeries series, int seed)
    {
        var random = new Random(seed);
        var start = new DateOnly(2026, 1, 1);
        return Timeline.Of([.. series.Visits.Select((visit, i) => new TrackingVisit($"visit {i + 1}", visit.Labels)
        {
            Date = start.AddDays(56 * i),
            ToCommon = visit.ToFirst.Then(WorldTransform.Shift(i == 0 ? default : Error(random))),
        })]);
    }

    private static WorldVector Error(Random random)
    {
        double Part() => random.NextDouble() * 2 - 1;
        return new WorldVector(Part(), Part(), Part()).Normalized * 2;
    }

    private static SeriesLesion True(LesionSeries series, TrackedLesion lesion) =>
        series.Visits[lesion.Visit].Lesions.MinBy(truth => truth.Centre.DistanceTo(lesion.Measurement.Centroid))!;

    private static string Name(SeriesLesion lesion) => string.Join('+', lesion.Tumours);

    /// <summary>What truly happened between each visit and the next: one state per lesion.</summary>
    private static IEnumerable<string> TrueStates(LesionSeries series)
    {
        for (int visit = 1; visit < series.Visits.Count; visit++)
        {
            IReadOnlyList<SeriesLesion> before = series.Visits[visit - 1].Lesions, after = series.Visits[visit].Lesions;
            foreach (SeriesLesion lesion in after)
            {
                SeriesLesion[] parents = [.. before.Where(other => other.Tumours.Intersect(lesion.Tumours).Any())];
                bool isFragment = parents is [{ } whole] && whole.Tumours.Count > lesion.Tumours.Count;
                yield return $"{visit} {Name(lesion)} "
                    + $"{(parents.Length == 0 ? "new" : parents.Length > 1 ? "merged" : isFragment ? "split" : "persisting")}";
            }

            foreach (SeriesLesion lesion in before.Where(lesion => !after.Any(other => other.Tumours.Intersect(lesion.Tumours).Any())))
            {
                yield return $"{visit} {Name(lesion)} gone";
            }
        }
    }

    private static IEnumerable<string> FoundStates(Timeline timeline, LesionSeries truth)
    {
        for (int visit = 1; visit < timeline.Visits.Count; visit++)
        {
            foreach (LesionTrack track in timeline.Tracks)
            {
                TrackPoint point = track.Points[visit], before = track.Points[visit - 1];
                bool Joined(LesionState state) => timeline.Tracks.Any(other =>
                    other.Points[visit].State == state && other.Points[visit - 1].State != state
                        && other.Points[visit].OtherTrack == track.Id);
                if (point.Lesion is { } lesion)
                {
                    string state = point.State == LesionState.New ? "new"
                        : point.State == LesionState.SplitOff || Joined(LesionState.SplitOff) ? "split"
                        : Joined(LesionState.Merged) ? "merged"
                        : point.State == LesionState.Reappeared ? "reappeared" : "persisting";
                    yield return $"{visit} {Name(True(truth, lesion))} {state}";
                }
                else if (point.State == LesionState.Gone && before.Lesion is { } last)
                {
                    yield return $"{visit} {Name(True(truth, last))} gone";
                }
            }
        }
    }

    /// <summary>The category at a visit from the true diameters, by the rules written out anew.</summary>
    private static ResponseCategory TrueCategory(LesionSeries series, int visit, double unequivocal = 1.73)
    {
        LesionVisit[] visits = [.. series.Visits.Take(visit + 1)];
        int[] targets = [.. visits[0].Lesions.Where(lesion => lesion.AxialDiameterMm >= 10)
            .OrderByDescending(lesion => lesion.AxialDiameterMm).Take(2).SelectMany(lesion => lesion.Tumours)];
        int[] known = [.. visits[0].Lesions.SelectMany(lesion => lesion.Tumours)];
        bool IsTarget(SeriesLesion lesion) => lesion.Tumours.Any(targets.Contains);
        bool IsKnown(SeriesLesion lesion) => lesion.Tumours.Any(known.Contains);
        double[] sums = [.. visits.Select(one => one.Lesions.Where(IsTarget).Sum(lesion => lesion.AxialDiameterMm))];
        double[] others = [.. visits
            .Select(one => one.Lesions.Where(lesion => IsKnown(lesion) && !IsTarget(lesion)).Sum(lesion => lesion.VolumeMl))];
        bool isNew = visits.SelectMany(one => one.Lesions).Any(lesion => !IsKnown(lesion));
        double nadir = sums[..^1].Min(), last = sums[^1], leastOthers = others[..^1].Min();
        bool othersGrow = leastOthers > 0 && others[^1] > others[0] && others[^1] >= unequivocal * leastOthers;
        return isNew || othersGrow || (last >= 1.2 * nadir && last - nadir >= 5) ? ResponseCategory.Progressive
            : visits[^1].Lesions.Count == 0 ? ResponseCategory.Complete
            : last <= 0.7 * sums[0] ? ResponseCategory.Partial : ResponseCategory.Stable;
    }
}
