using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// The overlap of every label of two label volumes, from one pass over the voxels. Voxels that nobody annotated are left out of every count.
/// </summary>
public sealed class ConfusionCounts
{
    // One unit of work: large enough to hide the cost of handing it out, small enough to cancel and to balance.
    private const int VoxelsPerChunk = 1 << 20;

    private readonly LabelTally tally;

    private ConfusionCounts(LabelTally tally) => this.tally = tally;

    /// <summary>The label values that occur in either volume, ascending, without background.</summary>
    public IReadOnlyList<int> Labels => field ??= tally.Present();

    /// <summary>How many voxels were compared: all but those that nobody annotated.</summary>
    public long Voxels => tally.Voxels;

    /// <summary>The overlap of one label; all zero but <see cref="Overlap.Neither"/> for a label that occurs nowhere.</summary>
    /// <param name="label">The label value, 0 (background) to 65,535.</param>
    public Overlap this[int label] => tally.Of(label);

    /// <summary>The box that holds a label in either volume, without voxels that nobody annotated; empty when it occurs nowhere.</summary>
    internal VoxelRange RangeOf(int label) => tally.RangeOf(label);

    /// <summary>Counts every label of a pair of volumes.</summary>
    /// <param name="reference">The true labels.</param>
    /// <param name="prediction">The labels to judge, on the same grid.</param>
    /// <param name="notAnnotated">The reference value of voxels that nobody annotated, or null.</param>
    /// <param name="cancellation">Ends the count early.</param>
    /// <exception cref="GridMismatchException">The volumes lie on different grids.</exception>
    public static ConfusionCounts Of(
        Volume<ushort> reference, Volume<ushort> prediction, int? notAnnotated = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        reference.Grid.Expect(prediction.Grid, "The prediction");
        ushort[] r = reference.Array, p = prediction.Array;
        int chunks = (int)(((long)r.Length + VoxelsPerChunk - 1) / VoxelsPerChunk);
        var total = new LabelTally(reference.Size, notAnnotated);
        Parallel.For(
            0,
            chunks,
            new ParallelOptions { CancellationToken = cancellation },
            () => new LabelTally(reference.Size, notAnnotated),
            (chunk, _, mine) =>
            {
                int start = chunk * VoxelsPerChunk, count = Math.Min(VoxelsPerChunk, r.Length - start);
                mine.Add(r.AsSpan(start, count), p.AsSpan(start, count), start);
                return mine;
            },
            mine => total.Merge(mine));
        return new ConfusionCounts(total);
    }
}
