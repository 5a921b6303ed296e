using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Holds a segmentation against the truth.</summary>
public sealed class Evaluator(EvaluationOptions options)
{
    /// <summary>An evaluator with the default options.</summary>
    public Evaluator()
        : this(new EvaluationOptions())
    {
    }

    /// <summary>
    /// Evaluates every structure of one case. Voxels that nobody annotated in the reference count for nothing; structures that the
    /// reference says were not annotated in this scan are left out.
    /// </summary>
    /// <param name="reference">The true labels.</param>
    /// <param name="prediction">The labels to judge, on the same grid.</param>
    /// <param name="name">What the case is called.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GridMismatchException">The label maps lie on different grids.</exception>
    public CaseEvaluation Evaluate(LabelMap reference, LabelMap prediction, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        reference.Grid.Expect(prediction.Grid, $"The prediction of {name}");
        var pairing = new LabelPairing(reference, prediction, options);
        double voxel = reference.Grid.VoxelVolumeMm3;
        var entries = InParallel.Map(pairing.Count(cancellation), counted => new LabelEvaluation
        {
            Label = counted.Label,
            Name = counted.Name,
            Overlap = counted.Overlap,
            VoxelVolumeMm3 = voxel,
            Profile = options.Profile,
            Beta = options.Beta,
        }.Compared(NeedsMasks ? pairing.Pair(counted) : null, options, cancellation), cancellation);
        return new CaseEvaluation(name, entries) { NotAnnotated = pairing.NotAnnotated, IsPlanar = reference.Grid.Dimensions == 2 };
    }

    private bool NeedsMasks => options.Profile.Surface is not null || options.Wants(MetricFamilies.All);

    /// <summary>
    /// Makes the cases comparable: a structure that is in some cases only, and that nobody said to be unannotated in the others, is added
    /// to those as absent from both masks.
    /// </summary>
    /// <param name="cases">The cases as they were evaluated.</param>
    /// <param name="failures">The cases that could not be.</param>
    public EvaluationSummary Summarize(IReadOnlyList<CaseEvaluation> cases, IReadOnlyList<CaseFailure>? failures = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        LabelEvaluation[] known = [.. cases.SelectMany(one => one.Labels).DistinctBy(entry => entry.Label)];
        return new EvaluationSummary([.. cases.Select(one => one.Completed(known, options))], failures ?? []);
    }
}
