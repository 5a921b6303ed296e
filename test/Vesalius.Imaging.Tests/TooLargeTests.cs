using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Pictures;
using Vesalius.Imaging.Registration;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Imaging.Tests;

/// <summary>More than 2³¹ voxels, wherever a caller can ask for them: refused by their size, and before memory is taken.</summary>
public sealed class TooLargeTests
{
    private static readonly Grid Vast = Grid.Of(new Size3(2000, 2000, 600), new Spacing(1, 1, 1));

    private static readonly Volume<float> Scan = new(Grid.Of(new Size3(4, 4, 4), new Spacing(1, 1, 1)));

    /// <summary>What is asked for, and the size that the refusal names.</summary>
    private static readonly Dictionary<string, (Action Ask, string Size)> Wishes = new()
    {
        ["a volume"] = (() => _ = new Volume<bool>(Vast), "2000×2000×600"),
        ["a size that 64 bits do not hold"] = (
            () => _ = new Volume<bool>(Grid.Of(new Size3(1 << 22, 1 << 22, 1 << 22), new Spacing(1, 1, 1))), "4194304×4194304×4194304"),
        ["a label map"] = (() => LabelMap.OfMasks(Vast, []), "2000×2000×600"),
        ["resampling to the nearest"] = (() => Resampling.Onto(Scan, Vast, Interpolation.Nearest), "2000×2000×600"),
        ["linear resampling"] = (() => Resampling.Onto(Scan, Vast, Interpolation.Linear), "2000×2000×600"),
        ["resampling by splines"] = (() => Resampling.Onto(Scan, Vast, Interpolation.CubicBSpline), "2000×2000×600"),
        ["resampling of labels"] = (() => Resampling.Onto(new Volume<ushort>(Scan.Grid), Vast), "2000×2000×600"),
        ["a fine grid"] = (() => Resampling.Onto(Scan, Scan.Grid.WithSpacing(new Spacing(0.001, 0.001, 0.001)), Interpolation.Linear), "4000×4000×4000"),
        ["a grid too fine to be counted"] = (() => Scan.Grid.WithSpacing(new Spacing(1e-12, 1, 1)), "4×4×4"),
        ["a region far beyond its grid"] = (
            () => _ = new Volume<float>(Scan.Grid.Region(-1000, -1000, -1000, new Size3(2004, 2004, 2004))), "2004×2004×2004"),
        ["a picture"] = (() => _ = new RgbPicture(40_000, 30_000), "40000×30000"),
        ["a picture that 64 bits do not hold"] = (() => _ = new RgbPicture(int.MaxValue, int.MaxValue), "2147483647×2147483647"),
        ["a slice in tiny pixels"] = (
            () => SlicePicture.Of(Scan, SlicePlane.Axial, 0, new IntensityWindow(0, 1), 0.0001), "40000×40000"),
        ["a picture of surfaces"] = (() => SurfacePicture.Of([], SlicePlane.Axial, 30_000), "30000×30000"),
        ["the surface of a wide slice"] = (() => _ = new EdgeVertices(new Size3(46_341, 46_341, 1), Affine.Identity), "46341×46341×1"),
        ["control points"] = (() => SplineLattice.Over(Vast, 1), "2002×2002×602"),
        ["bytes of an image"] = (() => VoxelCount.BytesOfOneArray(new Size3(1000, 1000, 600), 4), "1000×1000×600"),
    };

    public static TheoryData<string> Names => [.. Wishes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_no_array_holds_is_refused_by_its_size_before_memory_is_taken(string wish)
    {
        (Action ask, string size) = Wishes[wish];
        long before = GC.GetAllocatedBytesForCurrentThread();
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(ask);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains(size, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Distances_along_an_axis_that_no_working_memory_holds_are_refused()
    {
        var line = new Volume<bool>(Grid.Of(new Size3(1, 140_000_000, 1), new Spacing(1, 1, 1)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ArgumentException>(() => DistanceTransform.To(line, cancellation: TestContext.Current.CancellationToken)).Message;
        Assert.Contains("1×140000000×1", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_count_beyond_64_bits_stays_at_the_greatest_number()
    {
        Assert.Equal(long.MaxValue, new Size3(int.MaxValue, int.MaxValue, int.MaxValue).Count);
        Assert.Equal(long.MaxValue, new Size3(1 << 22, 1 << 22, 1 << 22).Count);
        Assert.Equal((long)int.MaxValue * int.MaxValue, new Size3(int.MaxValue, 1, int.MaxValue).Count);
        Assert.Equal((long)int.MaxValue * int.MaxValue * 2, new Size3(int.MaxValue, int.MaxValue, 2).Count);
    }
}
