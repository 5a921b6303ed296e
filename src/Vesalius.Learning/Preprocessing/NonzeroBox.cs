using Vesalius.Imaging;

namespace Vesalius.Learning.Preprocessing;

/// <summary>The box around everything that is not zero: what is left of a scan whose background was cut away.</summary>
internal static class NonzeroBox
{
    /// <summary>
    /// The size of the box around the voxels that are not 0 in at least one channel; the whole scan where there are none.
    /// </summary>
    public static Size3 SizeOf(IReadOnlyList<Volume<float>> channels)
    {
        Size3 size = channels[0].Size;
        (int X, int Y, int Z) low = (size.X, size.Y, size.Z), high = (-1, -1, -1);
        foreach (Volume<float> channel in channels)
        {
            ReadOnlySpan<float> voxels = channel.Voxels;
            for (int row = 0; row < size.Y * size.Z; row++)
            {
                ReadOnlySpan<float> line = voxels.Slice(row * size.X, size.X);
                int first = line.IndexOfAnyExcept(0f);
                if (first >= 0)
                {
                    int y = row % size.Y, z = row / size.Y;
                    low = (Math.Min(low.X, first), Math.Min(low.Y, y), Math.Min(low.Z, z));
                    high = (Math.Max(high.X, line.LastIndexOfAnyExcept(0f)), Math.Max(high.Y, y), Math.Max(high.Z, z));
                }
            }
        }

        return high.X < 0 ? size : new Size3(high.X - low.X + 1, high.Y - low.Y + 1, high.Z - low.Z + 1);
    }
}
