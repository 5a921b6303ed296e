using BenchmarkDotNet.Attributes;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Benchmarks.Operations;

/// <summary>The operations under evaluation and measurement, each on the masks of the side-by-side script.</summary>
[MemoryDiagnoser]
public class OperationBenchmarks
{
    private readonly Volume<bool> ellipsoid = OperationInputs.Ellipsoid(OperationInputs.Cube);
    private readonly Volume<bool> predicted = OperationInputs.Predicted(OperationInputs.Cube);
    private readonly Volume<bool> blobs = OperationInputs.Blobs(OperationInputs.Cube);
    private readonly Volume<bool> noise = OperationInputs.Noise(OperationInputs.Cube, 0.3);
    private readonly Mesh surface = MarchingCubes.Surface(OperationInputs.Ellipsoid(Grid.Of(new Size3(96, 96, 96), new Spacing(1, 1, 1))));

    [Benchmark]
    public Volume<float> Distance() => DistanceTransform.To(ellipsoid);

    [Benchmark]
    public Volume<float> SignedDistance() => DistanceTransform.Signed(ellipsoid);

    [Benchmark]
    public Volume<float> DistanceInABandOf5Mm() => DistanceTransform.To(ellipsoid, 5);

    [Benchmark]
    public SurfaceScores? SurfaceScoresDeepMind() => SurfaceComparison.Of(ellipsoid, predicted, new EvaluationOptions());

    [Benchmark]
    public SurfaceScores? SurfaceScoresMonai() => SurfaceComparison.Of(ellipsoid, predicted, new EvaluationOptions { Profile = MetricProfile.Monai });

    [Benchmark]
    public ConnectedComponents ComponentsOfBlobs() => ConnectedComponents.Of(blobs);

    [Benchmark]
    public ConnectedComponents ComponentsOfNoise() => ConnectedComponents.Of(noise);

    [Benchmark]
    public ConnectedComponents ComponentsOfNoiseByFaces() => ConnectedComponents.Of(noise, Connectivity.Faces);

    [Benchmark]
    public Mesh SurfaceMesh() => MarchingCubes.Surface(ellipsoid);

    [Benchmark]
    public Volume<bool> Skeletons() => Skeleton.Of(blobs);

    [Benchmark]
    public Mesh Smoothing() => new TaubinSmoothing().Apply(surface);

    [Benchmark]
    public Mesh Decimation() => new MeshDecimation().Apply(surface);

    [Benchmark]
    public MeshTopology Topology() => surface.Topology;
}
