using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>One scan's part of a fingerprint, with a sample of the intensities inside its structures.</summary>
internal sealed record CaseFingerprint(ScanFingerprint Scan, IReadOnlyList<float[]> Foreground)
{
    /// <summary>Whether two structures of the scan meet.</summary>
    public bool Overlaps { get; init; }

    private const int SampledPerCase = 20_000;

    public static CaseFingerprint Of(string id, IReadOnlyList<Volume<float>> channels, LabelMap map, int? notAnnotated)
    {
        var voxels = new long[ushort.MaxValue + 1];
        foreach (Volume<ushort> layer in map.Layers)
        {
            foreach (ushort label in layer.Voxels)
            {
                voxels[label]++;
            }
        }

        Volume<ushort> labels = Flat(map);
        voxels[0] = 0;
        voxels[notAnnotated ?? 0] = 0;
        long foreground = voxels.Sum();
        return new CaseFingerprint(
            new ScanFingerprint
            {
                Id = id,
                Size = labels.Size,
                NonzeroSize = NonzeroBox.SizeOf(channels),
                Spacing = labels.Grid.Spacing,
                Dimensions = labels.Grid.Dimensions,
                Intensities = [.. channels.Select(channel => StatisticsOf(channel.Array))],
                ZeroFractions = [.. channels.Select(channel => (double)channel.Voxels.Count(0f) / channel.Voxels.Length)],
                LabelVoxels = Enumerable.Range(1, ushort.MaxValue).Where(value => voxels[value] > 0).ToDictionary(value => value, value => voxels[value]),
            },
            [.. channels.Select(channel => Sample(channel.Voxels, labels.Voxels, voxels, Math.Max(1, foreground / SampledPerCase)))])
        {
            Overlaps = !map.IsFlat,
        };
    }

    public static IntensityStatistics StatisticsOf(ReadOnlySpan<float> values)
    {
        float[] sorted = IntensityScale.Sorted(values);
        (double mean, double deviation) = values.IsEmpty ? (double.NaN, double.NaN) : IntensityScale.Moments(values);
        return new IntensityStatistics(
            mean, deviation,
            values.IsEmpty ? double.NaN : TensorPrimitives.Min(values), values.IsEmpty ? double.NaN : TensorPrimitives.Max(values),
            IntensityScale.Percentile(sorted, 0.5), IntensityScale.Percentile(sorted, 50), IntensityScale.Percentile(sorted, 99.5));
    }

    /// <summary>One structure per voxel: of several that meet that of the first layer.</summary>
    private static Volume<ushort> Flat(LabelMap map)
    {
        if (map.IsFlat)
        {
            return map.Voxels;
        }

        var flat = new Volume<ushort>(map.Grid, [.. map.Layers[0].Array]);
        foreach (ushort[] layer in map.Layers.Skip(1).Select(one => one.Array))
        {
            for (int i = 0; i < layer.Length; i++)
            {
                flat.Array[i] = flat.Array[i] == 0 ? layer[i] : flat.Array[i];
            }
        }

        return flat;
    }

    /// <summary>Every step-th voxel whose label counts as foreground.</summary>
    private static float[] Sample(ReadOnlySpan<float> intensities, ReadOnlySpan<ushort> labels, long[] voxelsOf, long step)
    {
        var sample = new List<float>();
        long seen = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (voxelsOf[labels[i]] > 0 && seen++ % step == 0)
            {
                sample.Add(intensities[i]);
            }
        }

        return [.. sample];
    }
}
