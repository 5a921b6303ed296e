namespace Vesalius.Imaging.Operations;

/// <summary>Where the voxels of a target axis lie along the parallel axis of the source, in source voxels.</summary>
internal sealed class AxisSamples
{
    private readonly double[] coordinates;

    public AxisSamples(double[] coordinates, int sourceCount)
    {
        this.coordinates = coordinates;
        SourceCount = sourceCount;
        IsIdentity = coordinates.Length == sourceCount && coordinates.Index().All(at => at.Item == at.Index);
        Lowest = coordinates.Min();
        Highest = coordinates.Max();
    }

    /// <summary>How many voxels the target has along this axis.</summary>
    public int Count => coordinates.Length;

    /// <summary>How many voxels the source has along this axis.</summary>
    public int SourceCount { get; }

    /// <summary>Whether target voxel i is source voxel i: then nothing is to be done along this axis.</summary>
    public bool IsIdentity { get; }

    public double Lowest { get; }

    public double Highest { get; }

    /// <summary>Whether every target voxel centre lies within the source's outer faces.</summary>
    public bool IsInside => Lowest >= -0.5 && Highest <= SourceCount - 0.5;

    /// <summary>Whether a coordinate lies within the outer faces of an axis of so many voxels.</summary>
    public static bool Covers(int count, double coordinate) => coordinate >= -0.5 && coordinate <= count - 0.5;

    /// <summary>The voxel nearest to a coordinate; the upper one of two equally near; the first or last beyond the ends.</summary>
    public static int NearestTo(double coordinate, int count) => (int)Math.Clamp(Math.Floor(coordinate + 0.5), 0, count - 1);

    /// <summary>The source coordinate of a target voxel.</summary>
    public double At(int i) => coordinates[i];

    public bool IsCovered(int i) => Covers(SourceCount, coordinates[i]);

    public int[] Nearest() => Array.ConvertAll(coordinates, at => NearestTo(at, SourceCount));

    /// <summary>The lower of the two voxels to blend, and the weight of the one above it (0 exactly on a voxel and beyond the ends).</summary>
    public (int Low, float Weight) Linear(int i)
    {
        double at = Math.Clamp(coordinates[i], 0, SourceCount - 1);
        int low = (int)at;
        return (low, (float)(at - low));
    }
}
