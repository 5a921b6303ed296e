using System.Diagnostics;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Benchmarks;

/// <summary>Times for bench/evaluation.sh, which runs them in turn with the peer's.</summary>
internal static class EvaluationTimes
{
    /// <summary>Writes the scenes that the peer reads.</summary>
    public static void Write(string folder)
    {
        EvaluationScene.Draw(1).Write(folder, "one");
        EvaluationScene.Draw(100).Write(folder, "hundred");
    }

    /// <summary>Prints the medians of counting, and of all scores of 100 labels.</summary>
    public static void Print()
    {
        foreach (int labels in (int[])[1, 100])
        {
            var scene = EvaluationScene.Draw(labels);
            double count = Median(() => ConfusionCounts.Of(scene.Reference.Voxels, scene.Prediction.Voxels), 9);
            Console.WriteLine($"vesalius: counts of {labels} label(s) in one pass {count:0.0} ms, {count / labels:0.00} ms per label");
            if (labels > 1)
            {
                var evaluator = new Evaluator();
                const int Repeats = 5;
                TimeSpan before = TimeSpan.Zero;
                double all = Median(() => evaluator.Evaluate(scene.Reference, scene.Prediction, "scene"), Repeats, () => before = Processor());
                double processor = (Processor() - before).TotalMilliseconds / Repeats;
                Console.WriteLine(
                    $"vesalius: all scores of {labels} labels {all:0} ms, {all / labels:0.0} ms per label; {processor:0} ms of processor time");
            }
        }
    }

    private static TimeSpan Processor() => Process.GetCurrentProcess().TotalProcessorTime;

    private static double Median(Action action, int repeats, Action? warm = null)
    {
        action();
        action();
        warm?.Invoke();
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[repeats / 2];
    }
}
