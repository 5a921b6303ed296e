using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Memory for the voxels of a volume.</summary>
public sealed class VoxelMemoryTests
{
    /// <summary>Around the size from which large pages are asked for, and where the array ends in the middle of one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((2 << 20) - 1)]
    [InlineData(2 << 20)]
    [InlineData((3 << 20) + 12_345)]
    public void What_is_written_is_read_again_from_the_first_to_the_last(int count)
    {
        float[] voxels = VoxelMemory.Take<float>(count);
        Assert.Equal(count, voxels.Length);
        for (int i = 0; i < count; i++)
        {
            voxels[i] = i % 1000;
        }

        GC.Collect();
        int wrong = 0;
        for (int i = 0; i < count; i++)
        {
            wrong += voxels[i] == i % 1000 ? 0 : 1;
        }

        Assert.Equal(0, wrong);
    }
}
