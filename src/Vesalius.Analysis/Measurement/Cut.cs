using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>Boxes cut out of volumes.</summary>
internal static class Cut
{
    /// <summary>A copy of the voxels of a box, placed where they lie in the patient. The box lies within the volume.</summary>
    public static Volume<T> Of<T>(Volume<T> volume, VoxelBox box)
        where T : unmanaged
    {
        Size3 size = box.Size;
        var cut = new Volume<T>(volume.Grid.Region(box.FirstX, box.FirstY, box.FirstZ, size));
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                volume.Row(y + box.FirstY, z + box.FirstZ).Slice(box.FirstX, size.X).CopyTo(cut.Row(y, z));
            }
        }

        return cut;
    }
}
