using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Benchmarks.Operations;

/// <summary>
/// Our side of bench/operations.sh. One process times one row and prints a line: row, side, milliseconds, milliseconds
/// of processor time, extra memory in MiB, result.
/// bench/peers/operations.py prints the same line of the peer.
/// </summary>
internal static class SideBySide
{
    private const double WarmUpSeconds = 2, MeasureSeconds = 3;

    /// <summary>Writes the masks as bytes, and a list of their sizes (x y z) and spacings.</summary>
    public static void WriteInputs(string folder)
    {
        Directory.CreateDirectory(folder);
        using var list = new StreamWriter(Path.Combine(folder, "inputs.txt"));
        foreach ((string name, Func<Volume<bool>> make) in OperationInputs.All)
        {
            Volume<bool> mask = make();
            File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(mask.Voxels).ToArray());
            Spacing spacing = mask.Grid.Spacing;
            list.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name} {mask.Size.X} {mask.Size.Y} {mask.Size.Z} {spacing.X} {spacing.Y} {spacing.Z}"));
        }
    }

    /// <summary>Times one row.</summary>
    /// <param name="row">The operation and its input: <c>edt:ellipsoid-256</c>.</param>
    /// <param name="folder">Where the inputs are.</param>
    public static void Time(string row, string folder)
    {
        string[] words = row.Split(':');
        Volume<bool> mask = Read(folder, words[1]);
        Func<string> action = Action(words, mask, folder);
        double before = PeakMebibytes();
        string result = action();
        double extra = PeakMebibytes() - before;
        (double milliseconds, double processor) = Median(action);
        if (words[0] == "edt")
        {
            // For the peer to compare its own distances with.
            File.WriteAllBytes(Path.Combine(folder, $"{words[1]}.distances"), MemoryMarshal.AsBytes(DistanceTransform.To(mask).Voxels).ToArray());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row} vesalius {milliseconds:0.00} {processor:0.00} {extra:0.0} {result}"));
    }

    private static Func<string> Action(string[] words, Volume<bool> mask, string folder)
    {
        switch (words[0])
        {
            case "edt":
                return () => $"{DistanceTransform.To(mask).Array[0]}mm";
            case "surfaces":
                Volume<bool> predicted = Read(folder, words[1].Replace("ellipsoid", "predicted", StringComparison.Ordinal));
                var options = new EvaluationOptions { Profile = MetricProfile.Monai };
                return () => Scores(SurfaceComparison.Of(mask, predicted, options)!);
            case "components":
                return () => ConnectedComponents.Of(mask).Parts.Count.ToString(CultureInfo.InvariantCulture);
            case "mesh":
                return () => MarchingCubes.Surface(mask).Vertices.Length.ToString(CultureInfo.InvariantCulture);
            case "skeleton":
                return () => Skeleton.Of(mask, ThinningRule.Lee1994).Voxels.Count(true).ToString(CultureInfo.InvariantCulture);
            default:
                throw new ArgumentException($"There is no row '{words[0]}'; choose edt, surfaces, components, mesh or skeleton.", nameof(words));
        }
    }

    private static string Scores(SurfaceScores scores) =>
        string.Create(
        CultureInfo.InvariantCulture,
        $"hd95={scores.HausdorffPercentileMm:0.000000},assd={scores.AssdMm:0.000000},nsd={scores.Agreement[0].Nsd:0.000000}");

    private static Volume<bool> Read(string folder, string name)
    {
        string line = File.ReadLines(Path.Combine(folder, "inputs.txt")).First(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        double[] numbers = [.. line.Split(' ').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        var grid = Grid.Of(new Size3((int)numbers[0], (int)numbers[1], (int)numbers[2]), new Spacing(numbers[3], numbers[4], numbers[5]));
        var mask = new Volume<bool>(grid);
        using FileStream stream = File.OpenRead(Path.Combine(folder, name));
        stream.ReadExactly(MemoryMarshal.AsBytes(mask.Voxels));
        return mask;
    }

    // Code is compiled better while it runs; what counts is how fast it is then. The peer is compiled beforehand. The warm-up is counted in
    // processor time, so that a busy machine does not cut it short.
    private static (double Wall, double Processor) Median(Func<string> action)
    {
        for (TimeSpan start = Environment.CpuUsage.TotalTime; (Environment.CpuUsage.TotalTime - start).TotalSeconds < WarmUpSeconds;)
        {
            action();
        }

        List<double> wall = [], processor = [];
        for (long start = Stopwatch.GetTimestamp(); wall.Count < 3 || Stopwatch.GetElapsedTime(start).TotalSeconds < MeasureSeconds;)
        {
            (long one, TimeSpan used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            action();
            wall.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        wall.Sort();
        processor.Sort();
        return (wall[wall.Count / 2], processor[processor.Count / 2]);
    }

    private static double PeakMebibytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
