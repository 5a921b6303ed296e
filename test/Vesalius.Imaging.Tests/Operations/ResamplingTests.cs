using CsCheck;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Operations;

public sealed class ResamplingTests
{
    private static readonly Interpolation[] All = [Interpolation.Nearest, Interpolation.Linear, Interpolation.CubicBSpline];

    private static readonly Gen<Interpolation> AnyInterpolation = Gen.OneOfConst(All);

    private static readonly Gen<Size3> AnySize = Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 7], (x, y, z) => new Size3(x, y, z));

    private static readonly Gen<WorldVector> Vector =
        Gen.Select(Gen.Double[-2, 2], Gen.Double[-2, 2], Gen.Double[-2, 2], (x, y, z) => new WorldVector(x, y, z));

    private static readonly Gen<Grid> AnyGrid = Gen.Select(AnySize, Vector, Vector, Vector, Vector,
            (size, x, y, z, origin) => (size, affine: new Affine(x, y, z, default(WorldPoint) + origin)))
        .Where(pair => Math.Abs(pair.affine.Determinant) > 0.3)
        .Select(pair => new Grid(pair.size, pair.affine));

    private static readonly Gen<Volume<float>> AnyVolume = Gen.Select(AnyGrid, Gen.Int, (grid, seed) => Noise(grid, seed));

    [Fact]
    public void Resampling_onto_the_same_grid_changes_nothing() =>
        Gen.Select(AnyVolume, AnyInterpolation).Sample((volume, interpolation) =>
            Assert.Equal(volume.Array, Resampling.Onto(volume, volume.Grid, interpolation).Array));

    [Fact]
    public void A_constant_stays_that_constant_on_any_grid() =>
        Gen.Select(AnyGrid, AnyGrid, AnyInterpolation).Sample((from, to, interpolation) =>
        {
            Volume<float> constant = new Volume<float>(from).Map(_ => 37.25f);
            Assert.All(Resampling.Onto(constant, to, interpolation).Array, value => Assert.Equal(37.25f, value, 1e-4f));
        });

    [Fact]
    public void A_linear_ramp_is_reproduced_inside_by_linear_interpolation_however_oblique_the_grids() =>
        Gen.Select(AnyGrid, AnyGrid, Vector).Sample((from, to, slope) =>
        {
            double Ramp(Grid grid, int x, int y, int z) => 5 + (grid.ToWorld(new VoxelPoint(x, y, z)) - default(WorldPoint)).Dot(slope);
            Volume<float> result = Resampling.Onto(Draw(from, (x, y, z) => Ramp(from, x, y, z)), to, Interpolation.Linear);
            Each(to, (x, y, z) =>
            {
                VoxelPoint at = from.ToVoxel(to.ToWorld(new VoxelPoint(x, y, z)));
                if (at.X >= 0 && at.Y >= 0 && at.Z >= 0 && at.X <= from.Size.X - 1 && at.Y <= from.Size.Y - 1 && at.Z <= from.Size.Z - 1)
                {
                    Assert.Equal(Ramp(to, x, y, z), result[x, y, z], 1e-3);
                }
            });
        });

    [Fact]
    public void A_linear_ramp_is_reproduced_by_the_spline_away_from_the_edges()
    {
        Grid grid = Grid.Of(new Size3(60, 1, 1), new Spacing(1, 1, 1));
        Volume<float> ramp = Draw(grid, (x, _, _) => 3 * x - 20);
        Volume<float> fine = Resampling.Onto(ramp, grid.WithSize(new Size3(150, 1, 1)), Interpolation.CubicBSpline);
        for (int i = 35; i < 115; i++)
        {
            Assert.Equal(3 * ((i + 0.5) * 0.4 - 0.5) - 20, fine[i, 0, 0], 1e-4);
        }
    }

    [Fact]
    public void Mirroring_the_source_grid_and_its_voxels_alike_changes_no_value() =>
        Gen.Select(AnyVolume, AnyGrid, Gen.OneOfConst(Interpolation.Linear, Interpolation.CubicBSpline), Gen.OneOfConst(AnatomicalAxes.All.ToArray()))
            .Sample((volume, to, interpolation, axes) =>
                AreClose(Resampling.Onto(volume, to, interpolation), Resampling.Onto(Reorientation.To(volume, axes), to, interpolation)));

    [Fact]
    public void Turning_the_target_grid_turns_the_result() =>
        Gen.Select(AnyVolume, AnySize, Gen.OneOfConst(Interpolation.Linear, Interpolation.CubicBSpline), Gen.OneOfConst(AnatomicalAxes.All.ToArray()))
            .Sample((volume, size, interpolation, axes) =>
            {
                Volume<float> straight = Resampling.Onto(volume, volume.Grid.WithSize(size), interpolation);
                Volume<float> expected = Reorientation.To(straight, axes);
                AreClose(expected, Resampling.Onto(volume, expected.Grid, interpolation));
            });

    [Fact]
    public void The_separable_way_says_what_the_voxel_by_voxel_way_says() =>
        Gen.Select(AnyVolume, AnySize, Gen.Double[0.3, 2.5], Vector, Gen.Bool).Sample((source, size, factor, shift, cut) =>
        {
            Affine affine = source.Grid.Affine;
            var target = new Grid(size, new Affine(affine.YStep * factor, -affine.ZStep, affine.XStep * 0.9, affine.Origin + shift));
            float? outside = cut ? -7 : null;
            AreClose(PointSampling.Onto(new LinearSampler(source), source.Grid, target, outside, default), Resampling.Onto(source, target, Interpolation.Linear, outside));
            AreClose(
                PointSampling.Onto(new CubicSampler(source, withinFaces: cut), source.Grid, target, outside, default),
                Resampling.Onto(source, target, Interpolation.CubicBSpline, outside));
            Assert.Equal(
                PointSampling.Onto(new NearestSampler<float>(source), source.Grid, target, outside, default).Array,
                Resampling.Onto(source, target, Interpolation.Nearest, outside).Array);
        });

    [Fact]
    public void Beyond_the_outer_faces_stands_the_given_value_and_within_them_never()
    {
        Grid grid = Grid.Of(new Size3(4, 4, 4), new Spacing(2, 2, 2));
        Volume<float> ones = new Volume<float>(grid).Map(_ => 1f);
        Grid wider = grid.Region(-2, -2, -2, new Size3(8, 8, 8)).WithSize(new Size3(16, 16, 16));
        foreach (Interpolation interpolation in All)
        {
            Volume<float> result = Resampling.Onto(ones, wider, interpolation, -1);
            Each(wider, (x, y, z) => Assert.Equal(x is >= 4 and < 12 && y is >= 4 and < 12 && z is >= 4 and < 12 ? 1 : -1, result[x, y, z], 1e-5f));
            Assert.All(Resampling.Onto(ones, wider, interpolation).Array, value => Assert.Equal(1, value, 1e-5f));
        }
    }

    [Fact]
    public void Labels_are_never_mixed_into_values_that_were_not_there() =>
        Gen.Select(AnyGrid, AnyGrid, Gen.Int).Sample((from, to, seed) =>
        {
            var random = new Random(seed);
            Volume<ushort> labels = new Volume<ushort>(from).Map(_ => (ushort)(random.Next(3) * 1000));
            HashSet<ushort> known = [0, .. labels.Array];
            Assert.All(Resampling.Onto(labels, to).Array, value => Assert.Contains(value, known));
        });

    [Fact]
    public void A_label_map_keeps_its_layers_and_its_table()
    {
        Grid grid = Grid.Of(new Size3(2, 2, 1), new Spacing(1, 1, 1));
        var table = new LabelTable([new Label(1, "lung", default), new Label(1, "heart", default, Layer: 1)]);
        var labels = new LabelMap([new Volume<ushort>(grid, [1, 0, 0, 0]), new Volume<ushort>(grid, [0, 0, 0, 1])], table);
        LabelMap fine = Resampling.Onto(labels, grid.WithSize(new Size3(4, 4, 1)));
        Assert.Same(table, fine.Table);
        Assert.Equal([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], fine.Layers[0].Array);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1], fine.Layers[1].Array);
    }

    [Fact]
    public void A_picture_has_no_thickness_and_stands_at_every_height()
    {
        Volume<float> picture = Noise(Grid.Planar(5, 4), 3);
        var lifted = new Grid(new Size3(5, 4, 2), Affine.Identity with { Origin = new WorldPoint(0, 0, 40) });
        Volume<float> result = Resampling.Onto(picture, lifted, Interpolation.Linear, float.NaN);
        Assert.Equal(picture.Array, result.Slice(0).ToArray());
        Assert.Equal(picture.Array, result.Slice(1).ToArray());
    }

    [Fact]
    public void The_result_does_not_depend_on_how_many_threads_work()
    {
        Volume<float> volume = Noise(Grid.Of(new Size3(40, 37, 21), new Spacing(1, 1, 1)), 5);
        Grid target = volume.Grid.WithSize(new Size3(29, 51, 33));
        foreach (Interpolation interpolation in All)
        {
            Assert.Equal(Resampling.Onto(volume, target, interpolation).Array, Resampling.Onto(volume, target, interpolation).Array);
        }
    }

    [Fact]
    public void Resampling_stops_when_it_is_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Resampling.Onto(
            Noise(Grid.Of(new Size3(8, 8, 8), new Spacing(1, 1, 1)), 1),
            Grid.Of(new Size3(9, 9, 9), new Spacing(1, 1, 1)),
            Interpolation.Linear,
            cancellation: new CancellationToken(canceled: true)));

    private static Volume<float> Noise(Grid grid, int seed)
    {
        var random = new Random(seed);
        return new Volume<float>(grid).Map(_ => (float)random.NextDouble() * 10);
    }

    private static Volume<float> Draw(Grid grid, Func<int, int, int, double> value)
    {
        var volume = new Volume<float>(grid);
        Each(grid, (x, y, z) => volume[x, y, z] = (float)value(x, y, z));
        return volume;
    }

    private static void Each(Grid grid, Action<int, int, int> action)
    {
        for (int z = 0; z < grid.Size.Z; z++)
        {
            for (int y = 0; y < grid.Size.Y; y++)
            {
                for (int x = 0; x < grid.Size.X; x++)
                {
                    action(x, y, z);
                }
            }
        }
    }

    private static void AreClose(Volume<float> expected, Volume<float> actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        for (int i = 0; i < expected.Voxels.Length; i++)
        {
            Assert.Equal(expected.Voxels[i], actual.Voxels[i], 2e-4f);
        }
    }
}
