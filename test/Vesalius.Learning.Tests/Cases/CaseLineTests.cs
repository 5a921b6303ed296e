using Vesalius.Learning.Cases;

namespace Vesalius.Learning.Tests.Cases;

public sealed class CaseLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock writing = new();
    private readonly List<string> story = [];

    [Fact]
    public void While_a_case_is_worked_on_the_next_is_prepared_and_the_last_is_finished()
    {
        // The work on b ends only when c is ready and a is finished: without overlap it never would.
        using ManualResetEventSlim ready = new(), finished = new();
        Line(
            prepare: one => Set(one == "c", ready),
            work: one => Assert.True(one != "b" || (ready.Wait(Patience) && finished.Wait(Patience))),
            finish: one => Set(one == "a", finished)).Run(["a", "b", "c"], TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b", "c"], Ended("finish"));
    }

    [Fact]
    public void No_more_than_one_case_is_ahead_and_each_stage_has_one_at_a_time()
    {
        int[] inside = new int[3];
        int prepared = 0, worked = 0, most = 0;
        Line(
            prepare: _ => Alone(ref inside[0], () => most = Math.Max(most, Interlocked.Increment(ref prepared) - Volatile.Read(ref worked))),
            work: _ => Alone(ref inside[1], () => Interlocked.Increment(ref worked)),
            finish: _ => Alone(ref inside[2], () => { })).Run([.. Enumerable.Range(0, 40).Select(i => $"{i}")], TestContext.Current.CancellationToken);
        Assert.Equal(40, worked);
        Assert.InRange(most, 1, 2);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), Ended("finish"));
    }

    [Fact]
    public void Where_there_is_no_room_everything_of_a_case_ends_before_the_next_begins()
    {
        Line(mayOverlap: (_, _, _) => false).Run(["a", "b", "c"], TestContext.Current.CancellationToken);
        string[] stages = ["prepare", "work", "finish"];
        Assert.Equal(from one in (string[])["a", "b", "c"] from stage in stages select $"{stage} {one}", story);
    }

    [Fact]
    public void It_is_asked_of_the_case_before_the_one_worked_on_and_the_next()
    {
        var asked = new List<string>();
        Line(mayOverlap: (before, now, next) =>
        {
            asked.Add($"{before ?? "-"}{now}{next}");
            return now != "b";
        }).Run(["a", "b", "c", "d"], TestContext.Current.CancellationToken);
        Assert.Equal(["-ab", "abc", "bcd"], asked);
        Assert.True(story.IndexOf("finish b") < story.IndexOf("prepare c"));
    }

    [Fact]
    public void What_preparing_throws_is_thrown_when_earlier_cases_are_finished_and_nothing_comes_after_it()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Line(prepare: one => Throw(one == "c", "no c")).Run(["a", "b", "c", "d"]));
        Assert.Equal("no c", thrown.Message);
        Assert.Equal(["a", "b"], Ended("finish"));
        Assert.DoesNotContain("prepare d", story);
    }

    [Fact]
    public void What_finishing_throws_comes_before_what_a_later_case_throws()
    {
        using ManualResetEventSlim failing = new();
        var thrown = Assert.Throws<InvalidOperationException>(() => Line(
            work: one =>
            {
                failing.Wait(one == "b" ? Patience : TimeSpan.Zero);
                Throw(one == "b", "work");
            },
            finish: one =>
            {
                Set(one == "a", failing);
                Throw(one == "a", "disk full");
            }).Run(["a", "b", "c"]));
        Assert.Equal("disk full", thrown.Message);
    }

    [Fact]
    public void Cancelled_it_finishes_what_was_found_and_leaves_nothing_running()
    {
        using var cancel = new CancellationTokenSource();
        int running = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new CaseLine<string, string, string>
        {
            Prepare = (one, cancellation) =>
            {
                Interlocked.Increment(ref running);
                using var leaves = cancellation.Register(() => { });
                bool stopped = one == "c" && cancellation.WaitHandle.WaitOne(Patience);
                Interlocked.Decrement(ref running);
                cancellation.ThrowIfCancellationRequested();
                return stopped ? "late" : one;
            },
            Work = (one, cancellation) =>
            {
                if (one == "b")
                {
                    cancel.Cancel();
                }

                cancellation.ThrowIfCancellationRequested();
                return one;
            },
            Finish = one => Tell("finish", one),
        }.Run(["a", "b", "c"], cancel.Token));
        Assert.Equal(0, running);
        Assert.Equal(["a"], Ended("finish"));
    }

    private CaseLine<string, string, string> Line(
        Action<string>? prepare = null, Action<string>? work = null, Action<string>? finish = null, Func<string?, string, string, bool>? mayOverlap = null) => new()
    {
        Prepare = (one, _) => Told("prepare", one, prepare),
        Work = (one, _) => Told("work", one, work),
        Finish = one => Told("finish", one, finish),
        MayOverlap = mayOverlap ?? ((_, _, _) => true),
    };

    private string Told(string stage, string one, Action<string>? also)
    {
        also?.Invoke(one);
        Tell(stage, one);
        return one;
    }

    private void Tell(string stage, string one)
    {
        lock (writing)
        {
            story.Add($"{stage} {one}");
        }
    }

    private IEnumerable<string> Ended(string stage) => story.Where(one => one.StartsWith(stage, StringComparison.Ordinal)).Select(one => one[(stage.Length + 1)..]);

    private static void Set(bool now, ManualResetEventSlim signal)
    {
        if (now)
        {
            signal.Set();
        }
    }

    private static void Throw(bool now, string message)
    {
        if (now)
        {
            throw new InvalidOperationException(message);
        }
    }

    private static void Alone(ref int inside, Action act)
    {
        Assert.Equal(1, Interlocked.Increment(ref inside));
        act();
        Interlocked.Decrement(ref inside);
    }
}
