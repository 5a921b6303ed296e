using Vesalius.Analysis.Measurement;

namespace Vesalius.Cli.Verbs;

/// <summary>A box of voxels as <c>measure --json</c> writes it: the indices of its first and last voxel, both inside.</summary>
internal sealed record MeasuredBox(int[] First, int[] Last)
{
    /// <summary>The document's form of a box.</summary>
    public static MeasuredBox? Of(VoxelBox? box) => box is { } b
        ? new MeasuredBox([b.FirstX, b.FirstY, b.FirstZ], [b.LastX, b.LastY, b.LastZ])
        : null;
}
