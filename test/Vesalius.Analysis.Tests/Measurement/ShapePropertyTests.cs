using CsCheck;
using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

public sealed class ShapePropertyTests
{
    [Fact]
    public void Turning_the_patient_changes_no_size() =>
        Gen.Select(RandomMasks.NotEmpty, Gen.Double[-Math.PI, Math.PI]).Sample((mask, angle) =>
            AssertScaled(Measurement.Of(mask, null, OnZ), Measurement.Of(mask.On(Turned(mask.Grid, angle)), null, OnZ), 1));

    [Fact]
    public void Growing_everything_by_a_factor_scales_lengths_areas_and_volumes() =>
        Gen.Select(RandomMasks.NotEmpty, Gen.Double[0.2, 5]).Sample((mask, factor) =>
        {
            Affine map = mask.Grid.Affine;
            var grown = new Grid(mask.Size, new Affine(map.XStep * factor, map.YStep * factor, map.ZStep * factor, map.Origin));
            AssertScaled(Measurement.Of(mask, null, OnZ), Measurement.Of(mask.On(grown), null, OnZ), factor);
        });

    [Fact]
    public void The_longest_diameter_is_that_of_all_voxel_corners_of_one_piece() => RandomMasks.NotEmpty.Sample(mask =>
    {
        SliceDiameters found = Measurement.Of(mask, null, OnZ).SliceDiameters!;
        double longest = Enumerable.Range(0, mask.Size.Z).SelectMany(z => MaskSlice.Of(mask, 2, z).Pieces()).Max(piece =>
        {
            List<WorldPoint> points = [.. SliceOutline.Points(piece, ContourRule.VoxelEdges).Select(piece.Position)];
            return points.Max(p => points.Max(p.DistanceTo));
        });
        Assert.Equal(longest, found.Longest.LengthMm, 1e-9);
    });

    [Theory]
    [InlineData(ContourRule.VoxelEdges)]
    [InlineData(ContourRule.HalfwayPoints)]
    [InlineData(ContourRule.VoxelCentres)]
    public void The_other_diameter_is_at_a_right_angle_and_no_longer(ContourRule rule) => RandomMasks.NotEmpty.Sample(mask =>
    {
        SliceDiameters found = Measurement.Of(mask, null, OnZ with { Contour = rule }).SliceDiameters!;
        WorldVector a = found.Longest.End - found.Longest.Start, b = found.Perpendicular.End - found.Perpendicular.Start;
        Assert.Equal(0, a.Dot(b), 1e-6);
        Assert.True(b.Length <= a.Length + 1e-6);
    });

    [Fact]
    public void No_sampled_chord_across_the_longest_diameter_beats_the_perpendicular_one() => RandomMasks.NotEmpty.Sample(mask =>
    {
        MaskSlice plane = MaskSlice.Of(mask, 2, 0).Pieces().FirstOrDefault() ?? MaskSlice.Of(mask, 2, 0);
        List<((int U, int V) From, (int U, int V) To)> lines = SliceOutline.Lines(plane, ContourRule.VoxelEdges);
        if (lines.Count == 0 || TouchesItselfAtACorner(plane))
        {
            return;
        }

        var longest = new Diameter(plane.Position(lines[0].From), plane.Position(lines[^1].To));
        double found = PerpendicularChord.Of(plane, ContourRule.VoxelEdges, longest)!.Value.LengthMm;
        double sampled = Chords.Sampled(plane, longest, lines.SelectMany(line => (WorldPoint[])[plane.Position(line.From), plane.Position(line.To)])).Max();
        Assert.InRange(sampled, 0.98 * found - 0.2, found + 1e-6);
    }, iter: 50);

    /// <summary>Walking in steps cannot see the gap beside such a corner.</summary>
    private static bool TouchesItselfAtACorner(MaskSlice plane) => Enumerable.Range(0, plane.Height).Any(v => Enumerable.Range(0, plane.Width).Any(u =>
        plane[u, v] == plane[u + 1, v + 1] && plane[u + 1, v] == plane[u, v + 1] && plane[u, v] != plane[u + 1, v]));

    private static MeasurementOptions OnZ { get; } = new() { SliceAxis = 2 };

    private static void AssertScaled(RegionMeasurement expected, RegionMeasurement actual, double factor)
    {
        double tolerance = 1e-9 * Math.Max(1, Math.Pow(factor, 3)) * 1000;
        Assert.Equal(expected.VolumeMl * Math.Pow(factor, 3), actual.VolumeMl, tolerance);
        Assert.Equal(expected.MeshVolumeMl * Math.Pow(factor, 3), actual.MeshVolumeMl, tolerance);
        Assert.Equal(expected.SurfaceMm2 * factor * factor, actual.SurfaceMm2, tolerance);
        Assert.Equal(expected.Maximum3DDiameterMm * factor, actual.Maximum3DDiameterMm, tolerance);
        Assert.Equal(expected.SliceDiameters!.Longest.LengthMm * factor, actual.SliceDiameters!.Longest.LengthMm, tolerance);
        Assert.Equal(expected.Axes.MajorMm * factor, actual.Axes.MajorMm, tolerance);
        Assert.Equal(expected.Axes.LeastMm * factor, actual.Axes.LeastMm, 1e-5 * factor);
    }

    private static Grid Turned(Grid grid, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        WorldVector About(WorldVector v) => new(cos * v.X - sin * v.Y, cos * v.Z + sin * (sin * v.X + cos * v.Y), cos * (sin * v.X + cos * v.Y) - sin * v.Z);
        Affine map = grid.Affine;
        return new Grid(grid.Size, new Affine(About(map.XStep), About(map.YStep), About(map.ZStep), default));
    }
}
