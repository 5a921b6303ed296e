using System.Numerics;
using Vesalius.Imaging;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Augmentation;

/// <summary>Reads a patch out of a case: a plain copy where nothing is turned, one linear interpolation otherwise.</summary>
internal static class PatchReader
{
    public static TrainingSample Read(PreparedCase source, SpatialTransform spatial, VoxelPoint centre, Size3 size)
    {
        var sample = new TrainingSample(
            source.Id, size,
            GC.AllocateUninitializedArray<float>(checked((int)size.Count * source.Scan.ChannelCount)),
            GC.AllocateUninitializedArray<byte>((int)size.Count))
        {
            NotAnnotatedClasses = source.NotAnnotatedClasses,
            Combinations = source.Combinations,
        };
        var start = new VoxelPoint(centre.X - 0.5 * (size.X - 1), centre.Y - 0.5 * (size.Y - 1), centre.Z - 0.5 * (size.Z - 1));
        bool onVoxels = start.X == Math.Floor(start.X) && start.Y == Math.Floor(start.Y) && start.Z == Math.Floor(start.Z);
        if (spatial.IsIdentity && onVoxels)
        {
            Crop(source, ((int)start.X, (int)start.Y, (int)start.Z), sample);
        }
        else
        {
            Interpolate(source, spatial, centre, sample);
        }

        return sample;
    }

    private static void Crop(PreparedCase source, (int X, int Y, int Z) start, TrainingSample sample)
    {
        Size3 from = source.Scan.Grid.Size, size = sample.Size;
        int low = Math.Clamp(-start.X, 0, size.X), high = Math.Clamp(from.X - start.X, low, size.X);
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                int target = size.IndexOf(0, y, z), sourceY = y + start.Y, sourceZ = z + start.Z;
                bool inside = high > low && (uint)sourceY < (uint)from.Y && (uint)sourceZ < (uint)from.Z;
                int place = inside ? from.IndexOf(start.X + low, sourceY, sourceZ) : 0;
                CopyRow(source.Labels, place, sample.Labels.AsSpan(target, size.X), inside ? (low, high) : (0, 0));
                for (int c = 0; c < source.Scan.ChannelCount; c++)
                {
                    CopyRow(source.Scan.Channel(c), place, sample.Channel(c).Slice(target, size.X), inside ? (low, high) : (0, 0));
                }
            }
        }
    }

    private static void CopyRow<T>(ReadOnlySpan<T> source, int place, Span<T> row, (int Low, int High) inside)
    {
        row[..inside.Low].Clear();
        source.Slice(place, inside.High - inside.Low).CopyTo(row[inside.Low..]);
        row[inside.High..].Clear();
    }

    private static void Interpolate(PreparedCase source, SpatialTransform spatial, VoxelPoint centre, TrainingSample sample)
    {
        Size3 size = sample.Size;
        Spacing spacing = source.Scan.Grid.Spacing;
        Affine map = spatial.VoxelMap(spacing);
        DisplacementField? field = spatial.Bend is null ? null : new DisplacementField(spatial.Bend, size, spacing);
        bool planar = size.Z == 1;
        var interpolation = new LinearInterpolation(source, sample, new Neighbours());
        Span<float> positions = new float[3 * size.X];
        Span<float> xs = positions[..size.X], ys = positions.Slice(size.X, size.X), zs = positions[(2 * size.X)..];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                WorldVector first = map.XStep * (-0.5 * (size.X - 1)) + map.YStep * (y - 0.5 * (size.Y - 1)) + map.ZStep * (z - 0.5 * (size.Z - 1));
                Line(xs, centre.X + first.X, map.XStep.X);
                Line(ys, centre.Y + first.Y, map.XStep.Y);
                Line(zs, centre.Z + first.Z, map.XStep.Z);
                field?.AddTo(xs, ys, zs, y, z);
                if (planar)
                {
                    interpolation.PlanarRow(xs, ys, (int)Math.Round(centre.Z), size.IndexOf(0, y, z));
                }
                else
                {
                    interpolation.Row(xs, ys, zs, size.IndexOf(0, y, z));
                }
            }
        }
    }

    /// <summary>Evenly spaced positions.</summary>
    private static void Line(Span<float> positions, double start, double step)
    {
        int i = 0;
        Vector<float> steps = Vector.CreateSequence(0f, (float)step);
        for (; i <= positions.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>((float)(start + i * step)) + steps).CopyTo(positions[i..]);
        }

        for (; i < positions.Length; i++)
        {
            positions[i] = (float)(start + i * step);
        }
    }
}
