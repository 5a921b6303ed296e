namespace Vesalius.Imaging.Registration;

/// <summary>
/// The fixed scan's values at sample points, and the moving scan's under a map. Points are worked on in a fixed number of parts whose sums
/// are added in order, so the result does not depend on the number of threads.
/// </summary>
internal sealed class ComparedPoints
{
    private const int Parts = 16;

    private readonly SmoothImage moving;
    private readonly Volume<bool>? movingMask;
    private readonly WorldPoint[] points;
    private readonly WorldVector[] slopes;
    private readonly WorldVector[] arms;

    public ComparedPoints(WorldPoint[] candidates, Volume<float> fixedScan, Volume<float> movingScan, Volume<bool>? movingMask)
    {
        (moving, this.movingMask) = (new SmoothImage(movingScan), movingMask);
        var image = new SmoothImage(fixedScan);
        var kept = new List<(WorldPoint Point, double Value)>();
        foreach (WorldPoint point in candidates)
        {
            if (image.TryRead(point, out double value, out _))
            {
                kept.Add((point, value));
            }
        }

        points = [.. kept.Select(item => item.Point)];
        FixedValues = [.. kept.Select(item => item.Value)];
        MovingValues = new double[points.Length];
        (slopes, arms) = (new WorldVector[points.Length], new WorldVector[points.Length]);
    }

    public int Count => points.Length;

    public double[] FixedValues { get; }

    /// <summary>The moving scan's values as last read; NaN outside it.</summary>
    public double[] MovingValues { get; }

    /// <summary>Reads the moving scan under a map and returns how many points lie in it.</summary>
    public int Read(WorldTransform transform, WorldPoint centre)
    {
        WorldPoint pivot = transform.Apply(centre);
        var inside = new int[Parts];
        InParts((part, from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                WorldPoint at = transform.Apply(points[i]);
                bool isInside = moving.TryRead(at, out MovingValues[i], out slopes[i]) && IsUnmasked(at);
                MovingValues[i] = isInside ? MovingValues[i] : double.NaN;
                arms[i] = at - pivot;
                inside[part] += isInside ? 1 : 0;
            }
        });
        return inside.Sum();
    }

    /// <summary>
    /// Reads the moving scan where a map takes the points, given by number and place, and returns how many of them lie in it.
    /// </summary>
    public int Read(Func<int, WorldPoint, WorldPoint> map)
    {
        var inside = new int[Parts];
        InParts((part, from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                WorldPoint at = map(i, points[i]);
                bool isInside = moving.TryRead(at, out MovingValues[i], out slopes[i]) && IsUnmasked(at);
                MovingValues[i] = isInside ? MovingValues[i] : double.NaN;
                inside[part] += isInside ? 1 : 0;
            }
        });
        return inside.Sum();
    }

    /// <summary>The slopes of the moving scan per mm where they were last read.</summary>
    public ReadOnlySpan<WorldVector> Slopes => slopes;

    /// <summary>The points of the fixed scan.</summary>
    public ReadOnlySpan<WorldPoint> Places => points;

    /// <summary>The sum over all points of the slope along each motion, times a weight per point (0 to leave it out).</summary>
    public double[] Pull(MotionSpace space, Func<int, double> weight)
    {
        var sums = new double[Parts][];
        InParts((part, from, to) =>
        {
            var sum = new double[space.Count];
            for (int i = from; i < to; i++)
            {
                if (!double.IsNaN(MovingValues[i]))
                {
                    space.AddInPlace(sum, slopes[i], arms[i], weight(i));
                }
            }

            sums[part] = sum;
        });
        return [.. Enumerable.Range(0, space.Count).Select(k => sums.Sum(sum => sum[k]))];
    }

    /// <summary>Runs work on each part of the points: its number, its first point and the one after its last.</summary>
    public void InParts(Action<int, int, int> work) =>
        Parallel.For(0, Parts, part => work(part, (int)((long)Count * part / Parts), (int)((long)Count * (part + 1) / Parts)));

    /// <summary>How many parts there are.</summary>
    public static int PartCount => Parts;

    private bool IsUnmasked(WorldPoint at)
    {
        if (movingMask is null)
        {
            return true;
        }

        VoxelPoint voxel = movingMask.Grid.ToVoxel(at);
        int x = (int)Math.Round(voxel.X), y = (int)Math.Round(voxel.Y), z = (int)Math.Round(voxel.Z);
        return movingMask.Size.Contains(x, y, z) && movingMask[x, y, z];
    }
}
