using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Confidence;

/// <summary>
/// What a scan is like, in numbers that do not need its segmentation: geometry as its header says, and intensities as the network sees
/// them: their quantiles, how rough they are, and where in the scan they lie.
/// </summary>
/// <param name="Orientation">Where the voxel axes point, such as "LPS"; "planar" for 2-D images.</param>
/// <param name="Properties">The numbers, always in the same order for one model.</param>
public sealed record ScanProfile(string Orientation, IReadOnlyList<ScanProperty> Properties)
{
    private static readonly double[] Percents = [1, 10, 50, 90, 99];

    /// <summary>The profile of a prepared scan.</summary>
    public static ScanProfile Of(PreparedScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        Grid grid = scan.Placement?.Scan ?? scan.Grid;
        return new ScanProfile(
            grid.Dimensions == 2 ? "planar" : AnatomicalAxes.Of(grid).Code,
            [.. Geometry(grid), .. Enumerable.Range(0, scan.ChannelCount).SelectMany(channel => Intensities(scan, channel))]);
    }

    private static IEnumerable<ScanProperty> Geometry(Grid grid) =>
        from axis in Enumerable.Range(0, grid.Dimensions)
        let name = "xyz"[axis]
        from property in new[]
        {
            new ScanProperty($"spacing along {name}", grid.Spacing[axis], "mm", IsRatio: true),
            new ScanProperty($"field of view along {name}", grid.Spacing[axis] * grid.Size[axis], "mm", IsRatio: true),
        }
        select property;

    private static List<ScanProperty> Intensities(PreparedScan scan, int channel)
    {
        string suffix = scan.ChannelCount == 1 ? string.Empty : $" of channel {channel}";
        float[] sorted = IntensityScale.Sorted(scan.Channel(channel));
        var properties = new List<ScanProperty>();
        foreach (double percent in Percents)
        {
            double value = IntensityScale.Percentile(sorted, percent);
            properties.Add(new ScanProperty($"{percent:0} % quantile of intensities{suffix}", value, string.Empty, false));
        }

        (double first, double second) = Differences(scan, channel);
        double spread = Math.Max(1e-6, IntensityScale.Percentile(sorted, 90) - IntensityScale.Percentile(sorted, 10));
        properties.Add(new ScanProperty($"roughness{suffix}", first / spread, string.Empty, true));
        properties.Add(new ScanProperty($"graininess{suffix}", second / Math.Max(first, 1e-6), string.Empty, true));
        properties.AddRange(Layout(scan, channel, suffix));
        return properties;
    }

    /// <summary>The mean size of the first and second differences of neighbours along y: noise raises the second, blur lowers it.</summary>
    private static (double First, double Second) Differences(PreparedScan scan, int channel)
    {
        Size3 size = scan.Grid.Size;
        ReadOnlySpan<float> voxels = scan.Channel(channel);
        var one = new float[size.X];
        var two = new float[size.X];
        double first = 0, second = 0;
        long firsts = 0, seconds = 0;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 1; y < size.Y; y++)
            {
                TensorPrimitives.Subtract(Row(voxels, size, y, z), Row(voxels, size, y - 1, z), one);
                first += TensorPrimitives.SumOfMagnitudes<float>(one);
                firsts += size.X;
                if (y > 1)
                {
                    TensorPrimitives.Subtract(Row(voxels, size, y - 1, z), Row(voxels, size, y - 2, z), two);
                    TensorPrimitives.Subtract<float>(one, two, two);
                    second += TensorPrimitives.SumOfMagnitudes<float>(two);
                    seconds += size.X;
                }
            }
        }

        return (firsts == 0 ? 0 : first / firsts, seconds == 0 ? 0 : second / seconds);
    }

    /// <summary>The mean intensities of the halves along each axis, less each other: a flipped scan changes their signs.</summary>
    private static IEnumerable<ScanProperty> Layout(PreparedScan scan, int channel, string suffix)
    {
        Size3 size = scan.Grid.Size;
        ReadOnlySpan<float> voxels = scan.Channel(channel);
        double[] tilt = new double[3];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<float> row = Row(voxels, size, y, z);
                double sum = TensorPrimitives.Sum(row);
                tilt[0] += TensorPrimitives.Sum(row[(size.X - size.X / 2)..]) - TensorPrimitives.Sum(row[..(size.X / 2)]);
                tilt[1] += sum * Math.Sign(2 * y + 1 - size.Y);
                tilt[2] += sum * Math.Sign(2 * z + 1 - size.Z);
            }
        }

        return Enumerable.Range(0, (scan.Placement?.Scan ?? scan.Grid).Dimensions).Select(axis =>
            new ScanProperty($"brightness towards the end of {"xyz"[axis]}{suffix}", tilt[axis] / size.Count, string.Empty, false));
    }

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> voxels, Size3 size, int y, int z) =>
        voxels.Slice(size.IndexOf(0, y, z), size.X);
}
