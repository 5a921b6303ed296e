using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Benchmarks;

/// <summary>Augmentation of one patch of 128³ voxels with its labels, on the thread that asks: our side of bench/augmentation.sh.</summary>
internal static class AugmentationTimes
{
    private static readonly Size3 Patch = new(128, 128, 128), Whole = new(160, 160, 160);

    /// <summary>Prints medians in milliseconds of processor time, which other programs on the machine disturb less than the clock.</summary>
    public static void Print()
    {
        PreparedCase source = Case();
        var turned = new SpatialTransform { RotationDegrees = (10, -8, 20), Scale = 1.1 };
        IntensityChange noise = new IntensityChange.Noise(0, 0.1, 1), blur = new IntensityChange.Blur(0, 0.8), gamma = new IntensityChange.Gamma(0, 1.3, false);
        float[] voxels = Read(source, new Transform(turned, [])).Image;
        (string Name, Action Step)[] steps =
        [
            ("spatial", () => Read(source, new Transform(turned, []))),
            ("noise", () => noise.ApplyInPlace(voxels, Patch)),
            ("blur", () => blur.ApplyInPlace(voxels, Patch)),
            ("gamma", () => gamma.ApplyInPlace(voxels, Patch)),
            ("all", () => Read(source, new Transform(turned, [noise, blur, gamma]))),
        ];
        Console.WriteLine("ours: " + string.Join(", ", steps.Select(step => $"{step.Name} {Median(step.Step):0.0} ms")));
    }

    private static TrainingSample Read(PreparedCase source, Transform transform) => transform.Apply(source, new VoxelPoint(79.5, 79.5, 79.5), Patch);

    private static PreparedCase Case()
    {
        float[] image = new float[Whole.Count];
        new IntensityChange.Noise(0, 1, 1).ApplyInPlace(image, Whole);
        byte[] labels = new byte[Whole.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)((i % 160 + i / 160 % 160 + i / 25600) / 40 % 3);
        }

        return new PreparedCase("noise", new PreparedScan(Grid.Of(Whole, new Spacing(1, 1, 1)), 1, image), labels, 3);
    }

    private static double Median(Action action)
    {
        // Training draws thousands of patches: what counts is code that the runtime has optimised to the end.
        for (int warmUp = 0; warmUp < 80; warmUp++)
        {
            action();
        }

        double[] times = new double[15];
        for (int i = 0; i < times.Length; i++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            action();
            times[i] = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }
}
