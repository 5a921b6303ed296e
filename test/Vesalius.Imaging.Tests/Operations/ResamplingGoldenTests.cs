using System.Text.Json;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Operations;

/// <summary>Against scipy.ndimage: Golden/resampling.py made Golden/resampling.json.</summary>
public sealed class ResamplingGoldenTests
{
    private static readonly GoldenCase[] Cases = Load();

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Resampling_says_what_scipy_says(int index)
    {
        GoldenCase golden = Cases[index];
        var source = new Volume<float>(Grid.Of(GoldenCase.Size(golden.Shape), new Spacing(1, 1, 1)), golden.Values);
        Volume<float> result = Resampling.Onto(source, golden.TargetGrid(source.Grid), golden.Interpolation);
        float tolerance = 1e-5f * (golden.Values.Max() - golden.Values.Min());
        Assert.Equal(golden.Expected.Length, result.Voxels.Length);
        for (int i = 0; i < golden.Expected.Length; i++)
        {
            Assert.Equal(golden.Expected[i], result.Voxels[i], tolerance);
        }
    }

    private static GoldenCase[] Load()
    {
        using Stream stream = typeof(ResamplingGoldenTests).Assembly.GetManifestResourceStream("resampling.json")!;
        return JsonSerializer.Deserialize<GoldenCase[]>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record GoldenCase(
        string Kind, int Order, int[] Shape, float[] Values, int[] Target, double[][]? Matrix, double[]? Offset, float[] Expected)
    {
        public Interpolation Interpolation => Order switch { 0 => Interpolation.Nearest, 1 => Interpolation.Linear, _ => Interpolation.CubicBSpline };

        public static Size3 Size(int[] shape) => new(shape[2], shape[1], shape[0]);

        public Grid TargetGrid(Grid source) => Matrix is null ? source.WithSize(Size(Target)) : new Grid(Size(Target), Affine());

        private Affine Affine()
        {
            // The script's order is z, y, x; ours x, y, z.
            WorldVector Column(int axis) => new(Matrix![2][axis], Matrix[1][axis], Matrix[0][axis]);
            return new Affine(Column(2), Column(1), Column(0), new WorldPoint(Offset![2], Offset[1], Offset[0]));
        }
    }
}
