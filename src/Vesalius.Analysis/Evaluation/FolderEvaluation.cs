using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Holds a folder of segmentations against a folder of truths.</summary>
public static class FolderEvaluation
{
    /// <summary>
    /// Evaluates every reference of a folder against the prediction of the same stem. A missing prediction stops the work before it
    /// begins; a pair that cannot be read or compared is listed among the failures.
    /// </summary>
    /// <param name="referenceFolder">The folder of true labels, one file per case.</param>
    /// <param name="predictionFolder">The folder of labels to judge.</param>
    /// <param name="options">What to evaluate.</param>
    /// <param name="progress">Told the fraction of cases done, 0 to 1.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="MissingPredictionsException">References have no prediction; all are named.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    public static EvaluationSummary Run(
        string referenceFolder,
        string predictionFolder,
        EvaluationOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default) =>
        Run(CasePair.Match(referenceFolder, predictionFolder), options, progress, cancellation);

    /// <summary>Evaluates pairs of files, one after the other.</summary>
    /// <inheritdoc cref="Run(string, string, EvaluationOptions, IProgress{double}?, CancellationToken)"/>
    public static EvaluationSummary Run(
        IReadOnlyList<CasePair> pairs, EvaluationOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(options);
        options = options.Names is null ? options with { Names = NamedMaps.NamesIn(pairs) } : options;
        var evaluator = new Evaluator(options);
        var cases = new List<CaseEvaluation>();
        var failures = new List<CaseFailure>();
        for (int i = 0; i < pairs.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                cases.Add(Evaluate(evaluator, pairs[i], options, cancellation));
            }
            catch (Exception problem) when (problem is IOException or ArgumentException or VolumeFormatException or UnauthorizedAccessException)
            {
                failures.Add(new CaseFailure(pairs[i].Case, problem));
            }

            progress?.Report((i + 1.0) / pairs.Count);
        }

        return evaluator.Summarize(cases, failures);
    }

    private static CaseEvaluation Evaluate(Evaluator evaluator, CasePair pair, EvaluationOptions options, CancellationToken cancellation)
    {
        (LabelMap reference, LabelMap prediction) = pair.Read(options);
        CaseEvaluation one = evaluator.Evaluate(reference, prediction, pair.Case, cancellation);
        return options.Wants(MetricFamilies.Calibration) ? CaseProbabilities.Judge(one, pair, reference, cancellation) : one;
    }
}
