using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// The numbered parts of a mask: a number per voxel, 0 outside, and the size and box of each. Numbers may join several components.
/// </summary>
internal sealed class InstanceParts
{
    private readonly VoxelRange[] ranges;
    private readonly long[] voxels;
    private readonly (long X, long Y, long Z)[] sums;

    /// <summary>The parts of a volume of numbers.</summary>
    /// <param name="numbers">The number of every voxel, 0 for none.</param>
    /// <param name="count">The greatest number.</param>
    public InstanceParts(Volume<int> numbers, int count)
    {
        Numbers = numbers;
        ranges = new VoxelRange[count + 1];
        voxels = new long[count + 1];
        sums = new (long, long, long)[count + 1];
        for (int z = 0; z < numbers.Size.Z; z++)
        {
            for (int y = 0; y < numbers.Size.Y; y++)
            {
                AddRow(numbers.Row(y, z), y, z);
            }
        }
    }

    /// <summary>The number of every voxel, 0 for none.</summary>
    public Volume<int> Numbers { get; }

    /// <summary>The greatest number.</summary>
    public int Count => ranges.Length - 1;

    /// <summary>The connected parts of a mask.</summary>
    public static InstanceParts Of(Volume<bool> mask, InstanceMatching rule, CancellationToken cancellation)
    {
        Connectivity connectivity = mask.Grid.Dimensions == 2 ? rule.PlanarConnectivity : rule.Connectivity;
        var components = ConnectedComponents.Of(mask, connectivity, cancellation);
        return new InstanceParts(components.Labels, components.Parts.Count);
    }

    /// <summary>How many voxels have a number.</summary>
    public long Voxels(int number) => voxels[number];

    /// <summary>The box around the voxels of a number; empty when there are none.</summary>
    public VoxelRange Range(int number) => ranges[number];

    /// <summary>The mean position of the voxels of a number.</summary>
    public VoxelPoint Centroid(int number) => new(
        (double)sums[number].X / voxels[number], (double)sums[number].Y / voxels[number], (double)sums[number].Z / voxels[number]);

    /// <summary>What is known of one part and its overlap with what it is held against.</summary>
    public InstanceEvaluation Describe(int number, Overlap overlap) => new()
    {
        Number = number,
        Overlap = overlap,
        VolumeMm3 = voxels[number] * Numbers.Grid.VoxelVolumeMm3,
        Centroid = Numbers.Grid.ToWorld(Centroid(number)),
        Predictions = [],
        IsFound = overlap.Both > 0,
    };

    private void AddRow(ReadOnlySpan<int> row, int y, int z)
    {
        for (int x = 0; x < row.Length;)
        {
            int number = row[x], length = row[x..].IndexOfAnyExcept(number), end = length < 0 ? row.Length : x + length;
            if (number != 0)
            {
                ranges[number].Include(x, end, y, z);
                voxels[number] += end - x;
                (long sx, long sy, long sz) = sums[number];
                sums[number] = (sx + ((long)(end - x) * (x + end - 1) / 2), sy + ((long)(end - x) * y), sz + ((long)(end - x) * z));
            }

            x = end;
        }
    }
}
