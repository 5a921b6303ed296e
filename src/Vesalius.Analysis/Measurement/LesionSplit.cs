using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Measurement;

/// <summary>The connected components of a region: voxels that touch by a face, an edge or a corner belong together.</summary>
internal static class LesionSplit
{
    /// <summary>The components with at least a number of voxels, each cut to its own box.</summary>
    public static List<LabelRegion> Of(LabelRegion region, int minimumVoxels)
    {
        ConnectedComponents components = ConnectedComponents.Of(region.Mask);
        return [.. components.Parts.Where(part => part.Voxels >= minimumVoxels).Select(part => Cut(region, components, part))];
    }

    private static LabelRegion Cut(LabelRegion region, ConnectedComponents components, ConnectedComponent part)
    {
        Size3 size = part.Size;
        var mask = new Volume<bool>(region.Mask.Grid.Region(part.FirstX, part.FirstY, part.FirstZ, size));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<int> numbers = components.Labels.Row(y + part.FirstY, z + part.FirstZ).Slice(part.FirstX, size.X);
                Span<bool> row = mask.Row(y, z);
                for (int x = 0; x < row.Length; x++)
                {
                    row[x] = numbers[x] == part.Number;
                }
            }
        }

        var box = new VoxelBox(
            part.FirstX, part.FirstY, part.FirstZ, part.FirstX + size.X - 1, part.FirstY + size.Y - 1, part.FirstZ + size.Z - 1);
        return new LabelRegion(mask, box.Shifted(region.Box));
    }
}
