using System.Runtime.InteropServices;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Two masks of one structure, cut to the box that holds both; everything outside is background.</summary>
/// <param name="Grid">Where the voxels of the box lie.</param>
/// <param name="Reference">One byte a voxel, 0 or 1.</param>
/// <param name="Prediction">One byte a voxel, 0 or 1.</param>
internal sealed record MaskPair(Grid Grid, byte[] Reference, byte[] Prediction)
{
    /// <summary>Which sides of the box lie at the edge of the image.</summary>
    public ImageEdges Edges { get; private init; }

    /// <summary>One label of two volumes, inside a box known to hold it; voxels that nobody annotated are background in both.</summary>
    public static MaskPair Of(Volume<ushort> reference, Volume<ushort> prediction, int label, VoxelRange range, int? notAnnotated = null)
    {
        MaskPair pair = Empty(reference.Grid, range);
        pair.ForEachRow(range, (start, y, z, length) =>
        {
            ReadOnlySpan<ushort> r = reference.Row(y, z).Slice(range.Start.X, length),
                p = prediction.Row(y, z).Slice(range.Start.X, length);
            LabelRow.Select(r, (ushort)label, pair.Reference.AsSpan(start, length));
            LabelRow.Select(p, (ushort)label, pair.Prediction.AsSpan(start, length));
            if (notAnnotated is >= 0 and <= ushort.MaxValue and var ignored)
            {
                LabelRow.Clear(r, (ushort)ignored, pair.Prediction.AsSpan(start, length));
            }
        });
        return pair;
    }

    /// <summary>Two masks, cut to their common box; null when both are empty.</summary>
    public static MaskPair? Of(Volume<bool> reference, Volume<bool> prediction)
    {
        reference.Grid.Expect(prediction.Grid, "The predicted mask");
        VoxelRange range = default;
        for (int z = 0; z < reference.Size.Z; z++)
        {
            for (int y = 0; y < reference.Size.Y; y++)
            {
                AddRow(reference.Row(y, z), y, z, ref range);
                AddRow(prediction.Row(y, z), y, z, ref range);
            }
        }

        if (range.IsEmpty)
        {
            return null;
        }

        MaskPair pair = Empty(reference.Grid, range);
        pair.ForEachRow(range, (start, y, z, length) =>
        {
            MemoryMarshal.AsBytes(reference.Row(y, z).Slice(range.Start.X, length)).CopyTo(pair.Reference.AsSpan(start));
            MemoryMarshal.AsBytes(prediction.Row(y, z).Slice(range.Start.X, length)).CopyTo(pair.Prediction.AsSpan(start));
        });
        return pair;
    }

    /// <summary>Some numbers of two volumes as masks, inside a box known to hold them.</summary>
    public static MaskPair Of(
        Volume<int> reference, Volume<int> prediction, VoxelRange range, (Predicate<int> Reference, Predicate<int> Prediction) wanted)
    {
        MaskPair pair = Empty(reference.Grid, range);
        pair.ForEachRow(range, (start, y, z, length) =>
        {
            ReadOnlySpan<int> r = reference.Row(y, z).Slice(range.Start.X, length), p = prediction.Row(y, z).Slice(range.Start.X, length);
            for (int x = 0; x < length; x++)
            {
                pair.Reference[start + x] = r[x] != 0 && wanted.Reference(r[x]) ? (byte)1 : (byte)0;
                pair.Prediction[start + x] = p[x] != 0 && wanted.Prediction(p[x]) ? (byte)1 : (byte)0;
            }
        });
        return pair;
    }

    /// <summary>
    /// The pair without the last layer along every axis of several voxels that the box spans from edge to edge of the image; the same pair
    /// where there is no such axis.
    /// </summary>
    public MaskPair WithoutLastLayers()
    {
        Size3 kept = new(Kept(Grid.Size.X, Edges.X), Kept(Grid.Size.Y, Edges.Y), Kept(Grid.Size.Z, Edges.Z));
        if (kept == Grid.Size)
        {
            return this;
        }

        Grid region = Grid.Region(0, 0, 0, kept);
        var pair = new MaskPair(region, new byte[kept.Count], new byte[kept.Count]) { Edges = Edges };
        for (int row = 0; row < kept.Y * kept.Z; row++)
        {
            int from = Grid.Size.IndexOf(0, row % kept.Y, row / kept.Y), to = row * kept.X;
            Reference.AsSpan(from, kept.X).CopyTo(pair.Reference.AsSpan(to));
            Prediction.AsSpan(from, kept.X).CopyTo(pair.Prediction.AsSpan(to));
        }

        return pair;
    }

    /// <summary>The reference as a mask of its own.</summary>
    public Volume<bool> ReferenceMask() => Mask(Reference);

    /// <summary>The prediction as a mask of its own.</summary>
    public Volume<bool> PredictionMask() => Mask(Prediction);

    private Volume<bool> Mask(byte[] voxels)
    {
        var mask = new Volume<bool>(Grid);
        voxels.CopyTo(MemoryMarshal.AsBytes(mask.Voxels));
        return mask;
    }

    private static int Kept(int length, (bool Low, bool High) edges) => length > 1 && edges is (true, true) ? length - 1 : length;

    private static MaskPair Empty(Grid grid, VoxelRange range)
    {
        Grid region = grid.Region(range.Start.X, range.Start.Y, range.Start.Z, range.Size);
        return new MaskPair(region, Room(region), Room(region)) { Edges = ImageEdges.Of(range, grid.Size) };
    }

    // Every row is written by those who ask.
    private static byte[] Room(Grid grid) => GC.AllocateUninitializedArray<byte>(checked((int)grid.Size.Count));

    private static void AddRow(ReadOnlySpan<bool> row, int y, int z, ref VoxelRange range)
    {
        int first = row.IndexOf(true);
        if (first >= 0)
        {
            range.Include(first, row.LastIndexOf(true) + 1, y, z);
        }
    }

    private void ForEachRow(VoxelRange range, Action<int, int, int, int> row)
    {
        Size3 size = Grid.Size;
        Parallel.For(0, size.Z, z =>
        {
            for (int y = 0; y < size.Y; y++)
            {
                row(size.IndexOf(0, y, z), range.Start.Y + y, range.Start.Z + z, size.X);
            }
        });
    }
}
