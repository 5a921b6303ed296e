using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>A few texture features as their definitions read, voxel by voxel.</summary>
internal sealed class PlainTextures
{
    private readonly Dictionary<(int X, int Y, int Z), int> levels = [];
    private readonly (int X, int Y, int Z)[] neighbours;

    public PlainTextures(Volume<float> image, Volume<bool> mask, int width, bool planar)
    {
        neighbours =
        [
            .. from x in Enumerable.Range(-1, 3) from y in Enumerable.Range(-1, 3) from z in planar ? [0] : Enumerable.Range(-1, 3)
               where (x, y, z) != (0, 0, 0) select (x, y, z),
        ];
        RandomRegions.ForEach(mask.Size, (x, y, z) =>
        {
            if (mask[x, y, z])
            {
                levels[(x, y, z)] = (int)image[x, y, z] / width + 1;
            }
        });
    }

    public double Contrast()
    {
        double[] squares = [.. levels.SelectMany(v => Around(v.Key).Select(level => Math.Pow(level - v.Value, 2)))];
        return squares.Length == 0 ? double.NaN : squares.Average();
    }

    public double RunPercentage()
    {
        // Half the neighbours are directions; a run starts where the voxel before is another.
        int starts = neighbours.Sum(step => levels.Count(v => !levels.TryGetValue(Moved(v.Key, step, -1), out int before) || before != v.Value));
        return (double)starts / (levels.Count * neighbours.Length);
    }

    public double LargeZoneEmphasis() => Zones().Average(zone => Math.Pow(zone.Count, 2));

    public double LargeDistanceEmphasis() => Zones().Average(zone => Math.Pow(zone.Min(Distance), 2));

    public double HighDependenceEmphasis() => levels.Average(v => Math.Pow(1 + Around(v.Key).Count(level => level == v.Value), 2));

    public double ToneCoarseness()
    {
        (int Level, double Difference)[] tones =
            [.. levels.Where(v => Around(v.Key).Any()).Select(v => (v.Value, Math.Abs(v.Value - Around(v.Key).Average())))];
        double sum = tones.GroupBy(tone => tone.Level).Sum(group => group.Count() * group.Sum(tone => tone.Difference) / tones.Length);
        return tones.Length == 0 ? double.NaN : sum == 0 ? 1e6 : 1 / sum;
    }

    private static (int X, int Y, int Z) Moved((int X, int Y, int Z) at, (int X, int Y, int Z) step, int times) =>
        (at.X + times * step.X, at.Y + times * step.Y, at.Z + times * step.Z);

    private IEnumerable<int> Around((int X, int Y, int Z) at) =>
        neighbours.Select(step => levels.GetValueOrDefault(Moved(at, step, 1))).Where(level => level > 0);

    /// <summary>Steps through faces until the outside: the least over all voxels outside is found ring by ring.</summary>
    private int Distance((int X, int Y, int Z) at)
    {
        bool planar = neighbours.Length == 8;
        for (int distance = 1; ; distance++)
        {
            for (int x = -distance; x <= distance; x++)
            {
                for (int y = -distance; y <= distance; y++)
                {
                    int z = distance - Math.Abs(x) - Math.Abs(y);
                    if (z >= 0 && (z == 0 || !planar)
                        && (!levels.ContainsKey(Moved(at, (x, y, z), 1)) || !levels.ContainsKey(Moved(at, (x, y, -z), 1))))
                    {
                        return distance;
                    }
                }
            }
        }
    }

    private List<List<(int X, int Y, int Z)>> Zones()
    {
        var zones = new List<List<(int X, int Y, int Z)>>();
        var rest = levels.Keys.ToHashSet();
        while (rest.Count > 0)
        {
            List<(int X, int Y, int Z)> zone = [rest.First()];
            rest.Remove(zone[0]);
            for (int i = 0; i < zone.Count; i++)
            {
                foreach ((int X, int Y, int Z) next in neighbours.Select(step => Moved(zone[i], step, 1)))
                {
                    if (levels.GetValueOrDefault(next) == levels[zone[i]] && rest.Remove(next))
                    {
                        zone.Add(next);
                    }
                }
            }

            zones.Add(zone);
        }

        return zones;
    }
}
