using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Learning.Postprocessing;

/// <summary>What every possible correction would do to one validated case.</summary>
public sealed class PostprocessingTrial
{
    private readonly Dictionary<int, Overlap[]> overlaps = [];

    private PostprocessingTrial(CaseEvaluation evaluation, string group)
    {
        Evaluation = evaluation;
        Group = group;
    }

    /// <summary>The case as it is without any correction.</summary>
    public CaseEvaluation Evaluation { get; }

    /// <summary>What the case has in common with others, such as the patient.</summary>
    public string Group { get; }

    /// <summary>The corrections that are tried for every structure; the first is none. Simple ones come before others.</summary>
    internal static IReadOnlyList<LabelCleanup> Candidates { get; } =
    [
        .. from fills in new[] { false, true }
           from largest in new[] { false, true }
           from smallest in largest ? [0.0] : new[] { 0.0, 10, 100, 1000 }
           select new LabelCleanup { Label = 0, FillsHoles = fills, KeepsLargestOnly = largest, SmallestMm3 = smallest },
    ];

    /// <summary>Tries all corrections on one case. Structures that nobody annotated in it, and voxels, are left out.</summary>
    /// <param name="evaluation">The case as it was evaluated.</param>
    /// <param name="group">What the case has in common with others.</param>
    /// <param name="truth">The true labels.</param>
    /// <param name="prediction">The segmentation.</param>
    /// <param name="cancellation">Stops between two structures.</param>
    /// <remarks>In maps of several layers each structure is corrected by itself, as if there were no other.</remarks>
    public static PostprocessingTrial Of(
        CaseEvaluation evaluation, string group, LabelMap truth, LabelMap prediction, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(prediction);
        var trial = new PostprocessingTrial(evaluation, group);
        foreach (LabelEvaluation label in evaluation.Labels)
        {
            cancellation.ThrowIfCancellationRequested();
            trial.overlaps[label.Label] = LabelBox.Of(Voxels(prediction, label.Label), (ushort)label.Label) is { } box
                ? Try(box.Voxels, box.Same(Voxels(truth, label.Label)), label, truth.Table.NotAnnotatedValue)
                : [.. Candidates.Select(_ => label.Overlap)];
        }

        return trial;
    }

    /// <summary>The overlap of a structure under a candidate; null where the structure was not evaluated.</summary>
    internal Overlap? this[int label, int candidate] => overlaps.TryGetValue(label, out Overlap[]? found) ? found[candidate] : null;

    private static Volume<ushort> Voxels(LabelMap map, int value) => map.IsFlat ? map.Voxels
        : map.Table.FirstOrDefault(label => label.Value == value) is { } label ? map.Only(label) : new Volume<ushort>(map.Grid);

    private static Overlap[] Try(Volume<ushort> prediction, Volume<ushort> truth, LabelEvaluation label, int? notAnnotated)
    {
        var tried = new Overlap[Candidates.Count];
        foreach (bool fills in new[] { false, true })
        {
            var filling = new LabelCleanup { Label = label.Label, FillsHoles = fills };
            Volume<bool> mask = filling.Filled(prediction.Map(one => one == label.Label), CancellationToken.None);
            ConnectedComponents parts = ConnectedComponents.Of(mask);
            (long[] right, long[] wrong) = Count(parts, prediction, truth, label.Label, notAnnotated);
            for (int i = 0; i < tried.Length; i++)
            {
                if (Candidates[i].FillsHoles == fills)
                {
                    bool[] kept = Candidates[i].Kept(parts);
                    long Sum(long[] counts) => kept.Zip(counts, (keeps, count) => keeps ? count : 0).Sum();
                    long both = Sum(right), only = Sum(wrong);
                    tried[i] = new Overlap(both, label.Overlap.Reference - both, only)
                    {
                        Neither = label.Overlap.Neither + label.Overlap.OnlyPrediction - only,
                    };
                }
            }
        }

        return tried;
    }

    /// <summary>Per part, the voxels that the structure would have rightly and wrongly.</summary>
    private static (long[] Right, long[] Wrong) Count(
        ConnectedComponents parts, Volume<ushort> prediction, Volume<ushort> truth, int label, int? notAnnotated)
    {
        long[] right = new long[parts.Parts.Count + 1], wrong = new long[parts.Parts.Count + 1];
        ReadOnlySpan<int> partOf = parts.Labels.Voxels;
        ReadOnlySpan<ushort> found = prediction.Voxels, expected = truth.Voxels;
        for (int i = 0; i < partOf.Length; i++)
        {
            if (partOf[i] > 0 && (found[i] == label || found[i] == 0) && expected[i] != notAnnotated)
            {
                (expected[i] == label ? right : wrong)[partOf[i]]++;
            }
        }

        return (right, wrong);
    }
}
