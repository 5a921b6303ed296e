using BenchmarkDotNet.Attributes;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Benchmarks;

/// <summary>The counts of all labels, and all scores of all labels, of a volume of 512 × 512 × 300.</summary>
[MemoryDiagnoser]
public class EvaluationBenchmarks
{
    private EvaluationScene scene = null!;

    /// <summary>How many labels the volume has.</summary>
    [Params(1, 100)]
    public int Labels { get; set; }

    /// <summary>Draws the volumes.</summary>
    [GlobalSetup]
    public void Draw() => scene = EvaluationScene.Draw(Labels);

    /// <summary>True and false positives and negatives of every label, in one pass.</summary>
    [Benchmark]
    public object Counts() => ConfusionCounts.Of(scene.Reference.Voxels, scene.Prediction.Voxels);

    /// <summary>Overlap and surface scores of every label under the default profile.</summary>
    [Benchmark]
    public object AllScores() => new Evaluator().Evaluate(scene.Reference, scene.Prediction, "scene");
}
