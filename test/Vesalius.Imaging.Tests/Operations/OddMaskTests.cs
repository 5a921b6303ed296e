using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Surfaces;
using Vesalius.Imaging.Tests.Morphology;

namespace Vesalius.Imaging.Tests.Operations;

/// <summary>Every operation on the masks that break operations, each against its definition.</summary>
public sealed class OddMaskTests
{
    private static readonly Dictionary<string, Volume<bool>> Masks = new()
    {
        ["nothing"] = Drawn(new Size3(5, 4, 3), (_, _, _) => false),
        ["everything"] = Drawn(new Size3(5, 4, 3), (_, _, _) => true),
        ["the only voxel there is"] = Drawn(new Size3(1, 1, 1), (_, _, _) => true),
        ["a voxel in a corner"] = Drawn(new Size3(7, 6, 5), (x, y, z) => (x, y, z) == (6, 5, 4)),
        ["two opposite corners"] = Drawn(new Size3(7, 6, 5), (x, y, z) => (x, y, z) == (0, 0, 0) || (x, y, z) == (6, 5, 4)),
        ["a line along x across a word"] = Drawn(new Size3(131, 3, 3), (x, y, z) => (y, z) == (1, 1) && x is > 60 and < 130),
        ["voxels at both ends of words"] = Drawn(new Size3(129, 4, 4), (x, y, z) => (x + y + z) % 2 == 0 && x % 64 is 0 or 63),
        ["a line along y"] = Drawn(new Size3(3, 70, 3), (x, _, z) => (x, z) == (2, 0)),
        ["a line along z"] = Drawn(new Size3(3, 3, 70), (x, y, _) => (x, y) == (0, 2)),
        ["a row of one voxel"] = Drawn(new Size3(130, 1, 1), (x, _, _) => x is 0 or 63 or 64 or 129),
        ["a column of one voxel"] = Drawn(new Size3(1, 1, 130), (_, _, z) => z % 3 == 0),
        ["a plane at the border"] = Drawn(new Size3(17, 9, 8), (x, _, _) => x == 16),
        ["a shell that touches every border"] = Drawn(new Size3(20, 8, 7), (x, y, z) => x is 0 or 19 || y is 0 or 7 || z is 0 or 6),
        ["a chessboard"] = Drawn(new Size3(9, 9, 9), (x, y, z) => (x + y + z) % 2 == 0),
        ["thick slices, ten to one"] = Drawn(new Size3(24, 20, 5), (x, y, z) => (x * y) + (31 * z) is > 40 and < 190, new Spacing(0.6, 0.6, 6)),
        ["a flat image"] = Drawn(new Size3(40, 33, 1), (x, y, _) => Math.Abs(x - 20) + Math.Abs(y - 16) is > 5 and < 14),
        ["a flat ring at the border"] = Drawn(new Size3(9, 9, 1), (x, y, _) => x is 0 or 8 || y is 0 or 8),
    };

    public static IEnumerable<TheoryDataRow<string>> Names => Masks.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Distances_are_those_to_the_nearest_voxel(string name)
    {
        Volume<bool> mask = Masks[name];
        float[] to = DistanceTransform.To(mask, cancellation: TestContext.Current.CancellationToken).Array;
        float[] signed = DistanceTransform.Signed(mask, cancellation: TestContext.Current.CancellationToken).Array;
        for (int i = 0; i < to.Length; i++)
        {
            double outside = DistanceTransformTests.Nearest(mask, i, true);
            DistanceTransformTests.AssertExact(outside, to[i]);
            DistanceTransformTests.AssertExact(mask.Array[i] ? -DistanceTransformTests.Nearest(mask, i, false) : outside, signed[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Components_are_those_of_a_flood(string name) => Assert.All(Enum.GetValues<Connectivity>(), connectivity =>
    {
        Volume<bool> mask = Masks[name];
        Volume<int> labels = ConnectedComponents.Of(mask, connectivity, TestContext.Current.CancellationToken).Labels;
        Assert.Equal(ConnectedComponentsTests.Flooded(mask, connectivity), labels.Array);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Skeletons_have_the_topology_of_the_mask(string name)
    {
        Volume<bool> skeleton = Skeleton.Of(Masks[name], cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(SkeletonTests.Betti(Masks[name]), SkeletonTests.Betti(skeleton));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Surfaces_are_closed_and_stay_so_when_thinned_out(string name)
    {
        Mesh mesh = MarchingCubes.Surface(Masks[name], TestContext.Current.CancellationToken);
        Mesh coarse = new MeshDecimation { MaximumErrorMm = 1 }.Apply(mesh, TestContext.Current.CancellationToken);
        Assert.True(mesh.Topology.IsManifold);
        Assert.True(coarse.Topology.IsManifold);
        Assert.Equal(mesh.Topology.EulerCharacteristic, coarse.Topology.EulerCharacteristic);
        Assert.Equal(mesh.VolumeMm3, coarse.VolumeMm3, 1e-7 * (1 + mesh.VolumeMm3));
    }

    [Fact]
    public void More_voxels_than_an_array_holds_are_refused_by_their_number_before_memory_is_taken()
    {
        Grid grid = Grid.Of(new Size3(2000, 2000, 600), new Spacing(1, 1, 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ArgumentException>(() => new Volume<bool>(grid)).Message;
        Assert.Contains("2,400,000,000", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static Volume<bool> Drawn(Size3 size, Func<int, int, int, bool> isSet, Spacing? spacing = null)
    {
        var grid = Grid.Of(size, spacing ?? new Spacing(0.7, 0.9, 2.5));
        var mask = new Volume<bool>(size.Z == 1 && size.Y > 1 ? new Grid(size, grid.Affine, 2) : grid);
        for (int i = 0; i < mask.Array.Length; i++)
        {
            mask.Array[i] = isSet(i % size.X, i / size.X % size.Y, i / size.X / size.Y);
        }

        return mask;
    }
}
