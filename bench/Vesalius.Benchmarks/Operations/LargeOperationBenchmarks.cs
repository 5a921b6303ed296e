using BenchmarkDotNet.Attributes;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Benchmarks.Operations;

/// <summary>Distances and surface scores of a pair of masks of 512 × 512 × 300, those of the side-by-side script.</summary>
[MemoryDiagnoser]
public class LargeOperationBenchmarks
{
    private readonly Volume<bool> ellipsoid = OperationInputs.Ellipsoid(OperationInputs.Ct);
    private readonly Volume<bool> predicted = OperationInputs.Predicted(OperationInputs.Ct);

    /// <summary>The exact distance to a mask, on all cores.</summary>
    [Benchmark]
    public Volume<float> Distance() => DistanceTransform.To(ellipsoid);

    /// <summary>All surface scores under the default profile.</summary>
    [Benchmark]
    public SurfaceScores? SurfaceScores() => SurfaceComparison.Of(ellipsoid, predicted, new EvaluationOptions());
}
