namespace Vesalius.Imaging.Operations;

/// <summary>Resampling where each axis of the target is parallel to the same axis of the source: one table of positions per axis.</summary>
internal sealed record SeparableResampling(AxisSamples X, AxisSamples Y, AxisSamples Z)
{
    /// <summary>Each target voxel gets the value of the source voxel nearest to it.</summary>
    public Volume<T> Nearest<T>(Volume<T> source, Grid target, CancellationToken cancellation)
        where T : unmanaged
    {
        int[] xs = X.Nearest(), ys = Y.Nearest(), zs = Z.Nearest();
        var result = new Volume<T>(target);
        Parallel.For(0, target.Size.Z, new ParallelOptions { CancellationToken = cancellation }, z =>
        {
            for (int y = 0; y < ys.Length; y++)
            {
                ReadOnlySpan<T> from = source.Row(ys[y], zs[z]);
                Span<T> row = result.Row(y, z);
                if (X.IsIdentity)
                {
                    from.CopyTo(row);
                    continue;
                }

                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = from[xs[x]];
                }
            }
        });
        return result;
    }

    /// <summary>Blends two slices, then two rows, then two voxels: no volume in between is needed.</summary>
    public Volume<float> Linear(Volume<float> source, Grid target, CancellationToken cancellation)
    {
        (int Low, float Weight)[] xs = [.. Enumerable.Range(0, X.Count).Select(X.Linear)];
        var result = new Volume<float>(target);
        Parallel.For(
            0,
            target.Size.Z,
            new ParallelOptions { CancellationToken = cancellation },
            () => (Slice: new float[source.Size.X * source.Size.Y], Row: new float[source.Size.X]),
            (z, _, scratch) =>
            {
                (int slice, float weight) = Z.Linear(z);
                ReadOnlySpan<float> plane = Between(source.Slice(slice), weight == 0 ? default : source.Slice(slice + 1), weight, scratch.Slice);
                for (int y = 0; y < target.Size.Y; y++)
                {
                    (int low, float share) = Y.Linear(y);
                    ReadOnlySpan<float> lower = plane.Slice(low * source.Size.X, source.Size.X);
                    ReadOnlySpan<float> upper = share == 0 ? default : plane.Slice((low + 1) * source.Size.X, source.Size.X);
                    AlongRow(Between(lower, upper, share, scratch.Row), xs, result.Row(y, z));
                }

                return scratch;
            },
            _ => { });
        return result;
    }

    /// <summary>A spline along one axis after the other, the axis that shrinks most first; axes on which nothing moves are left alone.</summary>
    public Volume<float> Cubic(Volume<float> source, Grid target, CancellationToken cancellation)
    {
        AxisSamples[] axes = [X, Y, Z];
        Volume<float> result = source;
        foreach (int axis in Enumerable.Range(0, 3).Where(a => !axes[a].IsIdentity).OrderBy(a => (double)axes[a].Count / axes[a].SourceCount))
        {
            result = new SplinePass(axes[axis], axis).Apply(result, cancellation);
        }

        return ReferenceEquals(result, source) ? new Volume<float>(target, [.. source.Voxels]) : result.On(target);
    }

    /// <summary>Sets every voxel whose centre lies beyond the source's outer faces.</summary>
    public void FillOutsideInPlace<T>(Volume<T> result, T value)
        where T : unmanaged
    {
        if (X.IsInside && Y.IsInside && Z.IsInside)
        {
            return;
        }

        Size3 size = result.Size;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                Span<T> row = result.Row(y, z);
                bool covered = Z.IsCovered(z) && Y.IsCovered(y);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = covered && X.IsCovered(x) ? row[x] : value;
                }
            }
        }
    }

    private static ReadOnlySpan<float> Between(ReadOnlySpan<float> low, ReadOnlySpan<float> high, float weight, float[] scratch)
    {
        if (weight == 0)
        {
            return low;
        }

        RowArithmetic.Blend(low, high, weight, scratch);
        return scratch;
    }

    private void AlongRow(ReadOnlySpan<float> from, (int Low, float Weight)[] samples, Span<float> row)
    {
        if (X.IsIdentity)
        {
            from.CopyTo(row);
            return;
        }

        for (int x = 0; x < row.Length; x++)
        {
            (int low, float weight) = samples[x];
            row[x] = weight == 0 ? from[low] : from[low] + weight * (from[low + 1] - from[low]);
        }
    }
}
