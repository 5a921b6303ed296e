using Vesalius.Imaging.Phantoms;
using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Tests.Registration;

public sealed class DeformableRegistrationTests
{
    private static readonly Volume<float> Scan = AbdomenPhantom.Draw(51, new PhantomOptions
    {
        PixelSpacingMm = new(3.5, 3.5), SliceSpacingMm = new(4, 4),
    }).Baseline.Scan;

    [Theory]
    [InlineData(SimilarityMetric.NormalizedCorrelation)]
    [InlineData(SimilarityMetric.MutualInformation)]
    public void A_known_smooth_deformation_is_found_to_three_tenths_of_a_voxel(SimilarityMetric metric)
    {
        FreeFormDeformation truth = Waves(Scan.Grid, 7);
        Volume<float> moving = Moved(Scan, truth);
        DeformableResult found = DeformableRegistration.Refine(
            Scan, moving, WorldTransform.Identity, new DeformableOptions { Metric = metric, StepMm = 24, Samples = 60_000 });
        WorldPoint[] inside = [.. Body(Scan)];
        double before = inside.Average(p => p.DistanceTo(truth.Apply(p))), after = inside.Average(
            p => found.FixedToMoving.Apply(p).DistanceTo(truth.Apply(p)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{metric}: {before:0.00} mm before, {after:0.00} after, similarity "
            + $"{found.StartSimilarity:0.0000} to {found.Similarity:0.0000}, Jacobian {found.LeastJacobian:0.00}, {found.Steps} steps");
        Assert.InRange(before, 3, 20);
        Assert.True(after <= 0.3 * 3.5, $"{after:0.00} mm, {before:0.00} before");
        Assert.True(found.LeastJacobian > 0);
        Assert.True(found.Similarity > found.StartSimilarity);
    }

    [Fact]
    public void The_same_scans_give_the_same_bits_twice()
    {
        Volume<float> moving = Moved(Scan, Waves(Scan.Grid, 4));
        IReadOnlyList<WorldVector> Once() => DeformableRegistration.Refine(Scan, moving, WorldTransform.Identity, new DeformableOptions
        {
            StepMm = 40, Levels = 2, Steps = 5, Samples = 5000,
        }).FixedToMoving.Deformation!.Coefficients;
        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void A_scan_laid_over_itself_stays_in_place()
    {
        DeformableResult found = DeformableRegistration.Refine(
            Scan, Scan, WorldTransform.Identity, new DeformableOptions { StepMm = 40, Samples = 5000, Levels = 2 });
        Assert.All(Body(Scan), p => Assert.InRange(found.FixedToMoving.Apply(p).DistanceTo(p), 0, 0.3));
    }

    [Fact]
    public void Nothing_folds_even_where_the_scans_have_nothing_in_common()
    {
        Volume<float> other = AbdomenPhantom.Draw(77, new PhantomOptions
        {
            PixelSpacingMm = new(4, 4), SliceSpacingMm = new(5, 5),
        }).Baseline.Scan;
        DeformableResult found = DeformableRegistration.Refine(
            Scan, other, WorldTransform.Identity,
            new DeformableOptions { StepMm = 20, Samples = 10_000, Stiffness = 0, Steps = 15, Levels = 2 });
        Assert.InRange(found.LeastJacobian, 0.02, 1);
    }

    [Fact]
    public void Scans_that_do_not_overlap_and_lattices_without_end_are_refused()
    {
        var far = WorldTransform.Shift(new WorldVector(5000, 0, 0));
        Assert.Contains("do not overlap", Assert.Throws<ArgumentException>(() => DeformableRegistration.Refine(
            Scan, Scan, far, new DeformableOptions { Samples = 1000 })).Message,
            StringComparison.Ordinal);
        Assert.Contains("larger step", Assert.Throws<ArgumentException>(
            () => DeformableRegistration.Refine(Scan, Scan, default, new DeformableOptions { StepMm = 1 })).Message,
            StringComparison.Ordinal);
    }

    /// <summary>A wave along each axis, of an amplitude in mm, as a deformation of coarse control points.</summary>
    internal static FreeFormDeformation Waves(Grid scan, double amplitudeMm)
    {
        Grid lattice = SplineLattice.Over(scan, 40).Grid;
        return new FreeFormDeformation(lattice, [.. Enumerable.Range(0, (int)lattice.Size.Count).Select(i =>
        {
            (int x, int y, int z) = (i % lattice.Size.X, i / lattice.Size.X % lattice.Size.Y, i / lattice.Size.X / lattice.Size.Y);
            return new WorldVector(Math.Sin(1.1 * y + 0.4), Math.Cos(0.9 * x + 0.7 * z), Math.Sin(0.8 * x + 0.6)) * amplitudeMm;
        })]);
    }

    /// <summary>The scan as it looks when each of its points has moved.</summary>
    private static Volume<float> Moved(Volume<float> scan, FreeFormDeformation truth)
    {
        var moved = new Volume<float>(scan.Grid);
        var image = new SmoothImage(scan);
        Parallel.For(0, moved.Array.Length, i =>
        {
            WorldPoint at = truth.ApplyInverse(Place(scan.Grid, i));
            moved.Array[i] = image.TryRead(at, out double value, out _) ? (float)value : -1000;
        });
        return moved;
    }

    private static IEnumerable<WorldPoint> Body(Volume<float> scan) => Enumerable.Range(0, scan.Array.Length)
        .Where(i => scan.Array[i] > -200 && i % 97 == 0).Select(i => Place(scan.Grid, i));

    private static WorldPoint Place(Grid grid, int i) =>
        grid.ToWorld(new VoxelPoint(i % grid.Size.X, i / grid.Size.X % grid.Size.Y, i / grid.Size.X / grid.Size.Y));
}
