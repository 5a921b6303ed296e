using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Detection;

/// <summary>The pixels of one finding: a box and which of its pixels belong to it.</summary>
public sealed class FindingRegion
{
    private readonly Volume<bool> mask;

    /// <summary>A region of a mask.</summary>
    /// <param name="box">Where it lies in the image.</param>
    /// <param name="mask">The pixels of the box, of the box's size.</param>
    /// <exception cref="ArgumentException">The sizes differ, or no pixel is set.</exception>
    public FindingRegion(VoxelBox box, Volume<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Size != box.Size || !mask.Voxels.Contains(true))
        {
            throw new ArgumentException(
                $"A region of {box.Size} pixels needs a mask of that size with at least one pixel; {mask.Size} came.", nameof(mask));
        }

        (Box, this.mask) = (box, mask);
        Pixels = mask.Array.LongCount(pixel => pixel);
    }

    /// <summary>The smallest box around it.</summary>
    public VoxelBox Box { get; }

    /// <summary>How many pixels it has.</summary>
    public long Pixels { get; }

    /// <summary>Its pixels within its box, placed in the patient.</summary>
    public Volume<bool> Mask => mask;

    /// <summary>The mean of its pixel positions, in the patient (LPS+ mm).</summary>
    public WorldPoint Centroid => mask.Grid.ToWorld(Positions().Aggregate(default(VoxelPoint), (sum, at) =>
        new VoxelPoint(sum.X + at.X / (double)Pixels, sum.Y + at.Y / (double)Pixels, sum.Z + at.Z / (double)Pixels)));

    /// <summary>The regions of a mask: its parts that hang together.</summary>
    public static IReadOnlyList<FindingRegion> PartsOf(Volume<bool> mask)
    {
        var parts = Imaging.Operations.ConnectedComponents.Of(mask);
        return [.. parts.Parts.Select(part =>
        {
            var box = new VoxelBox(
                part.FirstX, part.FirstY, part.FirstZ, part.FirstX + part.Size.X - 1, part.FirstY + part.Size.Y - 1,
                    part.FirstZ + part.Size.Z - 1);
            return new FindingRegion(box, box.Cut(parts.Labels).Map(label => label == part.Number));
        })];
    }

    /// <summary>Whether a pixel of the image belongs to it.</summary>
    public bool Contains(int x, int y, int z) =>
        mask.Size.Contains(x - Box.FirstX, y - Box.FirstY, z - Box.FirstZ) && mask[x - Box.FirstX, y - Box.FirstY, z - Box.FirstZ];

    /// <summary>How many pixels two regions of one image share.</summary>
    public long Shared(FindingRegion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Positions().LongCount(at => other.Contains(at.X + Box.FirstX, at.Y + Box.FirstY, at.Z + Box.FirstZ));
    }

    private IEnumerable<(int X, int Y, int Z)> Positions()
    {
        Size3 size = mask.Size;
        for (int i = 0; i < mask.Array.Length; i++)
        {
            if (mask.Array[i])
            {
                yield return (i % size.X, i / size.X % size.Y, i / (size.X * size.Y));
            }
        }
    }
}
