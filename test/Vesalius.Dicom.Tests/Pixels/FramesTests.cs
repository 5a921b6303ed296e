using CsCheck;
using Vesalius.Dicom.Pixels;

namespace Vesalius.Dicom.Tests.Pixels;

/// <summary>Work on many frames at a time.</summary>
public sealed class FramesTests
{
    [Fact]
    public void Every_frame_is_worked_on_once() => Gen.Int[0, 200].Sample(count =>
    {
        int[] times = new int[count];
        Frames.ForEach(count, frame => Interlocked.Increment(ref times[frame]));
        Assert.All(times, time => Assert.Equal(1, time));
    });

    [Fact]
    public void The_error_of_a_frame_is_thrown_as_it_is_and_ends_the_work()
    {
        int begun = 0;
        var error = Assert.Throws<FormatException>(() => Frames.ForEach(100_000, frame =>
        {
            Interlocked.Increment(ref begun);
            throw new FormatException($"frame {frame}");
        }));
        Assert.StartsWith("frame ", error.Message, StringComparison.Ordinal);
        Assert.InRange(begun, 1, Environment.ProcessorCount);
    }

    [Fact]
    public void Work_that_was_stopped_begins_no_more_frames()
    {
        using var stop = new CancellationTokenSource();
        int begun = 0;
        Assert.Throws<OperationCanceledException>(() => Frames.ForEach(
            100_000,
            _ =>
            {
                Interlocked.Increment(ref begun);
                stop.Cancel();
            },
            stop.Token));
        Assert.InRange(begun, 1, Environment.ProcessorCount);
    }

    [Fact]
    public void Frames_of_frames_come_to_an_end()
    {
        int done = 0;
        Frames.ForEach(8, _ => Frames.ForEach(8, _ => Interlocked.Increment(ref done)));
        Assert.Equal(64, done);
    }
}
