using CsCheck;
using System.Runtime.Intrinsics;
using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Tests.Registration;

public sealed class FreeFormDeformationTests
{
    private static readonly Grid Scan = new(new Size3(40, 30, 20), Affine.FromSpacing(new Spacing(2, 2, 3), new WorldPoint(-10, 5, 7)));

    private static readonly Gen<WorldPoint> Places = Gen.Select(Gen.Double[0, 39], Gen.Double[0, 29], Gen.Double[0, 19],
        (x, y, z) => Scan.ToWorld(new VoxelPoint(x, y, z)));

    [Fact]
    public void Equal_pulls_shift_and_the_volume_stays() => Places.Sample(place =>
    {
        var shift = new FreeFormDeformation(SplineLattice.Over(Scan, 10).Grid, Pulls(10, _ => new WorldVector(3, -2, 1)));
        Assert.InRange(shift.Apply(place).DistanceTo(place + new WorldVector(3, -2, 1)), 0, 1e-9);
        Assert.Equal(1, shift.JacobianAt(place), 1e-9);
    });

    [Fact]
    public void Pulls_that_grow_evenly_stretch_by_that_much() => Places.Sample(place =>
    {
        // A spline through a straight line of control points is that line.
        var stretch = new FreeFormDeformation(SplineLattice.Over(Scan, 10).Grid, Pulls(10, p => new WorldVector(0.2 * p.X, 0, -0.1 * p.Z)));
        Assert.InRange(stretch.Apply(place).DistanceTo(new WorldPoint(1.2 * place.X, place.Y, 0.9 * place.Z)), 0, 1e-9);
        Assert.Equal(1.2 * 0.9, stretch.JacobianAt(place), 1e-9);
    });

    [Fact]
    public void The_way_back_undoes_the_way_there() => Places.Sample(place =>
    {
        FreeFormDeformation waves = DeformableRegistrationTests.Waves(Scan, 5);
        Assert.InRange(waves.Apply(waves.ApplyInverse(place)).DistanceTo(place), 0, 1e-3);
    });

    [Fact]
    public void A_finer_lattice_tells_the_same_deformation() => Places.Sample(place =>
    {
        FreeFormDeformation coarse = DeformableRegistrationTests.Waves(Scan, 5);
        SplineLattice fine = SplineLattice.Over(Scan, 20);
        var refined = new FreeFormDeformation(fine, LatticeRefinement.Of(coarse.Lattice.Size, coarse.Pulls, fine.Grid.Size));
        Assert.InRange(refined.Apply(place).DistanceTo(coarse.Apply(place)), 0, 1e-9);
    });

    [Fact]
    public void Bending_knows_its_slope_and_costs_nothing_for_a_stretch()
    {
        Grid lattice = SplineLattice.Over(Scan, 10).Grid;
        var random = new Random(3);
        Vector256<double>[] pulls = [.. Pulls(10, _ => new WorldVector(random.NextDouble(), random.NextDouble(), random.NextDouble()))
            .Select(p => Vector256.Create(p.X, p.Y, p.Z, 0))];
        var slope = new Vector256<double>[pulls.Length];
        LatticeBending.AddSlopeInPlace(lattice, pulls, slope, 1);
        for (int i = 0; i < pulls.Length; i += 7)
        {
            double Value(double step)
            {
                var changed = (Vector256<double>[])pulls.Clone();
                changed[i] += Vector256.Create(0, step, 0, 0);
                return LatticeBending.AddSlopeInPlace(lattice, changed, new Vector256<double>[pulls.Length], 1);
            }

            Assert.Equal((Value(1e-4) - Value(-1e-4)) / 2e-4, slope[i][1], 1e-8);
        }

        Vector256<double>[] stretch = [.. Pulls(10, p => new WorldVector(0.2 * p.X + 3, 0.1 * p.Z, p.Y))
            .Select(p => Vector256.Create(p.X, p.Y, p.Z, 0))];
        Assert.Equal(0, LatticeBending.AddSlopeInPlace(lattice, stretch, new Vector256<double>[pulls.Length], 1), 1e-12);
    }

    [Fact]
    public void A_fold_is_seen()
    {
        var fold = new FreeFormDeformation(SplineLattice.Over(Scan, 10).Grid, Pulls(10, p => new WorldVector(-1.5 * p.X, 0, 0)));
        Assert.Equal(-0.5, fold.LeastJacobian(), 1e-9);
    }

    [Fact]
    public void Pulls_that_do_not_fit_the_lattice_are_refused() => Assert.Contains(
        "control points", Assert.Throws<ArgumentException>(() => new FreeFormDeformation(Scan, [default])).Message,
        StringComparison.Ordinal);

    private static WorldVector[] Pulls(double step, Func<WorldPoint, WorldVector> pull)
    {
        Grid lattice = SplineLattice.Over(Scan, step).Grid;
        return [.. Enumerable.Range(0, (int)lattice.Size.Count).Select(i => pull(lattice.ToWorld(new VoxelPoint(
            i % lattice.Size.X, i / lattice.Size.X % lattice.Size.Y, i / lattice.Size.X / lattice.Size.Y))))];
    }
}
