using Vesalius.Learning.Inference;

namespace Vesalius.Learning.Tests.Inference;

public sealed class TilesTests
{
    [Fact]
    public void Windows_over_110_voxels_lie_where_nnU_Net_puts_them() => Assert.Equal([0, 23, 46], Tiles.Starts(110, 64, 0.5));

    [Theory]
    [InlineData(305, 240, 240, 0.8, 27)]
    [InlineData(280, 250, 250, 0.5, 36)]
    public void A_scan_is_seen_through_as_many_windows_as_in_nnU_Net(int x, int y, int z, double step, int windows) =>
        Assert.Equal(windows, Tiles.Starts(x, 128, step).Length * Tiles.Starts(y, 128, step).Length * Tiles.Starts(z, 128, step).Length);
}
